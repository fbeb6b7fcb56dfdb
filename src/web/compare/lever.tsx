import type { ReactNode } from 'react';

/** A part of the question that folds away; what it is set to stays in sight. */
export function Lever({
  title,
  state = '',
  isOpen = false,
  children,
}: {
  readonly title: string;
  readonly state?: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="lever" open={isOpen}>
      <summary>
        <span>{title}</span>
        {state !== '' && <span className="state">{state}</span>}
      </summary>
      <div className="inside">{children}</div>
    </details>
  );
}
