/** A scenario that runs in seconds. */
export const small = `schema: forewarned/scenario@1
id: small
title: A small comparison
question: Does the command line work?
about: Two designs, few people, few weeks.
source: the test
shows: that everything arrives
context: north-africa-youth
budget: { value: 100000, source: "choice: the test" }
campaign: { from: 0, weeks: 8 }
people: 200
weeks: 10
replicates: 4
draws: 2
designs: [film, parents]
`;
