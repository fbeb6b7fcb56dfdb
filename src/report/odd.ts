import type { Channel } from '../model/channel.ts';
import { channels } from '../model/channels.ts';
import { declarations } from '../model/declarations.ts';
import type { Mechanism } from '../model/mechanism.ts';
import { groups, outcomeNames, outcomes, series } from '../model/outcomes.ts';
import type { Parameters } from '../model/parameter.ts';
import { resultsVersion, week } from '../model/schedule.ts';
import { sources, stages, topics } from '../model/vocabulary.ts';
import { outOfScope, purpose } from './notices.ts';

const mechanisms: readonly Mechanism[] = week;

/** Text in a cell of a Markdown table. */
function cell(text: string | number): string {
  return String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function parameterTable(parameters: Parameters): string {
  return table(
    ['parameter', 'default', 'plausible', 'unit', 'meaning', 'basis', 'source'],
    Object.entries(parameters).map(([name, { value, range, unit, meaning, basis, confidence, source }]) => [
      `\`${name}\``,
      value,
      `${range[0]} to ${range[1]}`,
      unit,
      meaning,
      `${basis} (${confidence})`,
      source,
    ]),
  );
}

function columnTable(of: 'people' | 'households' | 'communities'): string {
  return table(
    ['column', 'meaning', 'unit', 'at the start', 'kind', 'owner', 'also written by'],
    mechanisms.flatMap(({ state }) =>
      Object.entries(state)
        .filter(([, spec]) => spec.of === of)
        .map(([name, spec]) => [
          `\`${name}\`${spec.width === undefined ? '' : ` (${spec.width})`}`,
          spec.meaning,
          spec.unit,
          spec.initial,
          spec.kind,
          spec.owner,
          spec.writers?.join(', ') ?? '',
        ]),
    ),
  );
}

function equations(lines: readonly string[]): string {
  return lines.length > 0 ? `\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n` : '';
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function mechanismText({ name, because, source, equations: lines, parameters, off }: Mechanism): string {
  const neutral = Object.entries(off).map(([parameter, value]) => `\`${parameter}\` ${value}`);
  return paragraphs([
    `### ${name}`,
    because,
    equations(lines).trim(),
    parameterTable(parameters),
    neutral.length > 0 ? `Switched off by: ${neutral.join(', ')}.` : '',
    `Source: ${source}.`,
  ]);
}

function channelText({ name, title, because, source, mode, parameters }: Channel): string {
  return paragraphs([
    `### ${title} (\`${name}\`)`,
    because,
    `Speaks as: ${source}. Finds its people by: ${mode}.`,
    parameterTable(parameters),
  ]);
}

function purposeAndPatterns(): string {
  return paragraphs([
    '## 1. Purpose and patterns',
    purpose,
    outOfScope,
    'The model compares designs of information campaigns on irregular migration: who is reached, what is believed, what is decided, who is helped and who is harmed. Success is an informed choice, whichever way it goes; a design that keeps people in danger is counted as harm.',
    'Patterns by which it is judged are the published findings in `seeds/findings/`, each marked as built in, emerged, calibrated or held out; the outcomes they are stated in are these:',
    table(
      ['outcome', 'unit', 'better', 'group', 'meaning'],
      outcomeNames.map((name) => {
        const { label, unit, better, group, meaning } = outcomes[name];
        return [`${label} (\`${name}\`)`, unit, better, group, meaning];
      }),
    ),
  ]);
}

function entities(): string {
  return paragraphs([
    '## 2. Entities, state variables and scales',
    'People of an age to leave, households with a head who is not simulated as a person, and communities. People have ties to friends, classmates and relatives abroad. Time goes in weeks; a run has a burn-in without any campaign, then the weeks that are compared. The simulated people are a sample of a stated population, whole communities at a time; budgets, reach and places are scaled by the ratio.',
    `Beliefs are about ${topics.join(', ')}. Messages come from ${sources.join(', ')}. A person stands at one of these stages: ${stages.join(', ')}.`,
    'A number in brackets after a name is how many values a row has.',
    '### People',
    columnTable('people'),
    '### Households',
    columnTable('households'),
    '### Communities',
    columnTable('communities'),
  ]);
}

function processes(): string {
  return paragraphs([
    '## 3. Process overview and scheduling',
    'Every week the mechanisms take their step in this order. Each passes over all people before the next begins, and reads of others only what stood before, so that the order of people does not matter.',
    mechanisms.map(({ name, because }, i) => `${i + 1}. **${name}**: ${because}`).join('\n'),
  ]);
}

function concepts(): string {
  const withSource = mechanisms.map(({ name, source }) => [name, source]);
  return paragraphs([
    '## 4. Design concepts',
    '**Theoretical and empirical background.** Each mechanism rests on what its row names; no mechanism has the sign of a campaign effect built in. What a message does depends on how it compares with what a person already believes.',
    table(['mechanism', 'rests on'], withSource),
    '**Individual decision making.** People weigh going, staying and waiting for a lawful way by what they believe, by norms and by the wishes of their family; capability and commitment decide how far they get.',
    '**Learning.** Beliefs have a durable and a fading part and a precision; messages move them by their weight and by trust in the messenger. Trust itself is learnt.',
    '**Individual sensing.** People see messages that reach them, what friends and relatives do, and news of journeys. They do not see the truth.',
    '**Individual prediction.** Expected worth of going and of staying is computed from beliefs, with personal risk apart from general risk.',
    '**Interaction.** Talk along ties, wishes in the family, norms of friends, news in the community, places in programmes.',
    '**Collectives.** Households and communities.',
    '**Heterogeneity.** Traits, ties, beliefs, trust and protection need differ between people; see element 5.',
    `**Stochasticity.** Every draw is a function of seed, replicate, purpose, week and person. Worlds that are compared share their luck, so that a campaign without content changes nothing.`,
    `**Observation.** Outcomes at the horizon (element 1), and week by week: ${Object.values(series)
      .map(({ label }) => label)
      .join(', ')}. Results are also shown for ${Object.values(groups).join(', ')}.`,
    '**Emergence.** Effects of designs on choice, departures and harm are not set; they follow from the mechanisms.',
  ]);
}

function initialisation(): string {
  const start = declarations.filter(({ name }) => !mechanisms.some((mechanism) => mechanism.name === name));
  return paragraphs([
    '## 5. Initialisation',
    'People, households, classes and ties are drawn from the shares of a context file. The burn-in then runs without campaign or policy. The intercept of the decision is set once per context so that the share who consider leaving agrees with the published one.',
    ...start.map(({ name, because, parameters, source }) =>
      paragraphs([`### ${name}`, because, parameterTable(parameters), `Source: ${source}.`]),
    ),
  ]);
}

function inputData(): string {
  return paragraphs([
    '## 6. Input data',
    'No time series drives the model. Contexts, designs and scenarios are files under `scenarios/`; every number in them names its source or is marked as assumed, with a range. A design is made of components, each through one of these channels:',
    table(
      ['channel', 'because'],
      channels.map(({ title, because }) => [title, because]),
    ),
  ]);
}

function submodels(): string {
  return paragraphs([
    '## 7. Submodels',
    'In the order of the week. Parameters with basis "assumed" have no published figure behind them and are varied over their plausible range. Names, numbers, columns and the order of the mechanisms are read from the program. Equations are statements beside its code: that they say what it does is kept by reading. A second, plain implementation (`test/reference`) can be read beside them; tests compare it with the program, bit for bit.',
    ...mechanisms.map(mechanismText),
    '## Annex: channels',
    ...channels.map(channelText),
  ]);
}

/**
 * The description of the model by the ODD protocol with the additions for human decisions, written from the declarations that the
 * program runs on. Markdown; the same source gives the same text.
 *
 * @source Grimm et al. (2020), The ODD protocol, second update; Mueller et al. (2013), ODD+D
 */
export function modelDescription(): string {
  const head = paragraphs([
    '# Description of the model',
    `Written from the source by \`forewarned docs\`; do not edit. Results version ${resultsVersion}. Follows the ODD protocol (Grimm et al. 2020) with the additions for human decisions (ODD+D, Müller et al. 2013).`,
  ]);
  const elements = [
    purposeAndPatterns(),
    entities(),
    processes(),
    concepts(),
    initialisation(),
    inputData(),
    submodels(),
  ];
  return `${[head, ...elements].join('\n\n')}\n`;
}
