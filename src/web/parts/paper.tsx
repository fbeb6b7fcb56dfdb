import type { Html } from '../../report/html.ts';

/** Something that is read: markup that the report floor wrote, where every text from a file is escaped. */
export function Paper({ children }: { readonly children: Html | null }) {
  if (children === null) return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the report floor escapes whatever it puts into markup
  return <div className="paper" dangerouslySetInnerHTML={{ __html: children.html }} />;
}
