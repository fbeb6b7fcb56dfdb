// AssemblyScript: everything that is compiled, in one module.
export * from './vector.as';
export * from './messages.as';
export * from './household.as';
export * from './kernels.as';
export * from './normal.as';
export * from './observe.as';
export * from './stages.as';
export * from './talk.as';
