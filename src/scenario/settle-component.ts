import type { Channel } from '../model/channel.ts';
import type { Attributes, Audience, Component } from '../model/setup.ts';
import { topics } from '../model/vocabulary.ts';
import type { Context } from './context-schema.ts';
import { attributeMeasures } from './design-schema.ts';
import type { Figure } from './figure.ts';
import type { ModelDeclarations } from './model-declarations.ts';
import { declaredAs, named } from './quantity.ts';
import type { PlannedComponent } from './read-design.ts';
import { type Figures, plain } from './read-scenario.ts';
import type { Open, Quantity } from './settled.ts';

/** What a component takes from its surroundings. */
export type Surroundings = {
  readonly model: ModelDeclarations;
  readonly context: Context;
  /** Overrides by name, for instance of `channel.one-on-one.precision`. */
  readonly parameters: Figures;
  readonly budget: Quantity;
  readonly campaign: { readonly from: number; readonly weeks: number };
};

/** A component with the numbers of its channel where the design says nothing. */
export function openComponent(planned: PlannedComponent, around: Surroundings): Open<Component> {
  const channel = around.model.channels.find(({ name }) => name === planned.channel);
  if (channel === undefined)
    throw new RangeError(`openComponent: expected a known channel, found "${planned.channel}".`);
  const stem = `design.${planned.design}.${planned.part}`;
  const own = (name: string, figure: Figure | number): Quantity | number =>
    typeof figure === 'number' ? figure : named(`${stem}.${name}`, figure);
  const preset = (name: string): Quantity | undefined => {
    const declared = channel.parameters[name];
    const full = `channel.${channel.name}.${name}`;
    return declared === undefined ? undefined : declaredAs(full, declared, around.parameters[full]);
  };
  const either = (name: string, figure: Figure | number | undefined, otherwise: number): Quantity | number =>
    figure === undefined ? (preset(name) ?? otherwise) : own(name, figure);

  const from = plain(planned.from) ?? around.campaign.from;
  const weeks = plain(planned.weeks) ?? around.campaign.weeks;
  const portions = planned.portions.map(({ name, figure }) => named(name, figure));
  const slots = own('slots', planned.slots ?? 0);
  return {
    id: planned.id,
    channel: channel.name,
    source: channel.source,
    // Whoever is passed on by another component is met through it, however the channel finds its people otherwise.
    mode: planned.via === undefined ? channel.mode : 'escalation',
    from,
    to: from + weeks - 1,
    budget: { product: [...money(planned, stem, around.budget), ...portions] },
    fixedCost: either('fixedCost', planned.fixedCost, 0),
    unitCost: either('unitCost', planned.unitCost, 0),
    paidWhenOffered: preset('paidWhenOffered') ?? 0,
    reach: either('reach', planned.reach, 0),
    following: either('following', planned.following, 1),
    most: either('most', planned.most, weeks),
    audience: openAudience(planned, channel, own),
    via: planned.via ?? null,
    says: openSays(planned, around.context, own, preset),
    attributes: openAttributes(planned, own, preset),
    referral: planned.referral ?? 'none',
    slots: typeof slots === 'number' ? slots : { product: [slots, ...portions] },
    slotCost: own('slotCost', planned.slotCost ?? 0),
    against: planned.against ?? null,
    homeDialogue: own('homeDialogue', planned.homeDialogue ?? 0),
  };
}

function openAttributes({ attributes = {} }: PlannedComponent, own: Own, preset: Preset): Open<Attributes> {
  const open: { [name: string]: Quantity | number } = {};
  for (const name of Object.keys(attributeMeasures) as (keyof Attributes)[]) {
    const figure = attributes[name];
    // What neither design nor channel speaks of does nothing: a factor and a willingness of 1, all else 0.
    const neutral = name === 'tailoring' || name === 'privacy' ? 1 : 0;
    open[name] = figure === undefined ? (preset(name) ?? neutral) : own(`attributes.${name}`, figure);
  }
  return open as Open<Attributes>;
}

/** An amount in euros, a share of the budget, or all of it for a component that stands alone. */
function money({ budget, share }: PlannedComponent, stem: string, whole: Quantity): readonly Quantity[] {
  if (budget !== undefined) return [named(`${stem}.budget`, budget)];
  return share === undefined ? [whole] : [whole, named(`${stem}.share`, share)];
}

type Own = (name: string, figure: Figure | number) => Quantity | number;
type Preset = (name: string) => Quantity | undefined;

/** Ages beyond which there is nobody: an audience that names no age leaves nobody out. */
const [YOUNGEST, OLDEST] = [0, 120];

function openAudience({ audience = {} }: PlannedComponent, channel: Channel, own: Own): Open<Audience> {
  const modeOfHeads = channel.mode === 'household-heads' ? 1 : 0;
  return {
    youngest: own('audience.youngest', audience.youngest ?? YOUNGEST),
    oldest: own('audience.oldest', audience.oldest ?? OLDEST),
    sex: audience.sex ?? 'all',
    school: audience.school ?? (channel.mode === 'school' ? 'in' : 'any'),
    online: own('audience.online', audience.online ?? 0),
    communities: own('audience.communities', audience.communities ?? 1),
    heads: own('audience.heads', audience.heads ?? modeOfHeads),
  };
}

function openSays(
  { says = {} }: PlannedComponent,
  { truths }: Context,
  own: Own,
  preset: Preset,
): Open<Component['says']> {
  const spoken: { [topic: string]: Quantity | number } = {};
  for (const topic of topics) {
    const said = says[topic];
    if (said === 'silent') continue;
    // The very quantity of the context, under its name: in every draw, what is said is what is so.
    if (said === 'truth') spoken[topic] = named(`context.truths.${topic}`, truths[topic]);
    else if (said !== undefined) spoken[topic] = own(`says.${topic}`, said);
    else {
      const otherwise = preset(`says.${topic}`);
      if (otherwise !== undefined) spoken[topic] = otherwise;
    }
  }
  return spoken;
}
