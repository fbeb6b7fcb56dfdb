import { describe, expect, it } from 'vitest';
import { week } from '../../src/model/schedule.ts';
import { modelDescription } from '../../src/report/odd.ts';

const text = modelDescription();

describe('modelDescription', () => {
  it('has the seven elements of ODD in their order', () => {
    const elements = [...text.matchAll(/^## (\d)\. (.+)$/gm)].map(([, number, title]) => `${number} ${title}`);
    expect(elements).toEqual([
      '1 Purpose and patterns',
      '2 Entities, state variables and scales',
      '3 Process overview and scheduling',
      '4 Design concepts',
      '5 Initialisation',
      '6 Input data',
      '7 Submodels',
    ]);
  });

  it('has the week in order', () => {
    const order = [...text.matchAll(/^\d+\. \*\*([\w-]+)\*\*/gm)].map(([, name]) => name);
    expect(order).toEqual(week.map(({ name }) => name));
  });

  it('has every parameter with unit and source, every column with owner', () => {
    for (const { name, parameters, state, source } of week) {
      const part = text.split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
      expect(part).toContain(source);
      for (const parameter of Object.keys(parameters)) expect(part, name).toContain(`| \`${parameter}\` |`);
      for (const column of Object.keys(state)) expect(text).toMatch(new RegExp(`\\| \`${column}\`[^|]*\\|`));
    }
  });

  it('has tables whose rows all have as many cells as their head', () => {
    for (const block of text.split('\n\n').filter((part) => part.startsWith('| '))) {
      const widths = block
        .trim()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size, block.slice(0, 80)).toBe(1);
    }
  });

  it('is the same each time', () => expect(modelDescription()).toBe(text));
});
