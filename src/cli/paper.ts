import { JSDOM } from 'jsdom';

/** A page without a browser, for the pictures of the report. */
export function paper(): Document {
  return new JSDOM('<!doctype html>').window.document;
}
