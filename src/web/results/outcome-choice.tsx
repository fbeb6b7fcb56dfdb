import { NativeSelect } from '@mantine/core';
import { type OutcomeGroup, type OutcomeName, outcomeNames, outcomes } from '../../model/outcomes.ts';
import { capitalised } from '../../report/words.ts';

/** Outcomes by what they are about, in the order of every table. */
export const byGroup: readonly { readonly group: OutcomeGroup; readonly names: readonly OutcomeName[] }[] = [
  ...new Set(outcomeNames.map((name) => outcomes[name].group)),
].map((group) => ({ group, names: outcomeNames.filter((name) => outcomes[name].group === group) }));

/** One outcome of all. */
export function OutcomeChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: OutcomeName;
  readonly onChange: (name: OutcomeName) => void;
}) {
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => {
        const name = outcomeNames.find((one) => one === event.currentTarget.value);
        if (name !== undefined) onChange(name);
      }}
      data={byGroup.map(({ group, names }) => ({
        group: capitalised(group),
        items: names.map((name) => ({ value: name, label: outcomes[name].label })),
      }))}
    />
  );
}
