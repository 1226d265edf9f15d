/** Words that are one typing mistake apart and mean something else. */
const GROUPS = `
  action auction faction|adaptive adoptive|adaption adoption adaptation|advice advise|bounded bonded|casual causal
  cluster clutter|complement compliment|concave conclave|content context contest contend convent|converge converse
  convert covert|decent descent|defect detect deject|deviation derivation|device devise|discreet discrete
  expensive extensive|extend expend|faster fasten fatter|fraction friction faction fiction|inflection infection
  insert invert|interior inferior|internal interval|learned leaned|learning leaning|median medial|neural neutral
  neuron neutron|optimal optical|perception perceptron|policy police|pooling polling poling|present prevent
  produce product|radial radian radiant|regression repression|remote remove|reward reword|sample simple
  samples simples|sampled simpled|signed singed|stable staple|stationary stationery|starting staring|statues status
  stride strike stripe|though through thorough thought|training trailing|vector victor|kernel kennel|filter falter
  formal format former|larger lager|global globe|include incline|microaverage macroaverage|microscopic macroscopic
  precede proceed|planar planer|report resort retort|expanding expending|exponent exponents|biased biases
`;

const groups = GROUPS.split(/[|\n]/).map((group) => new Set(group.trim().split(/\s+/)));

/** Has each of two words that look alike a meaning of its own? */
export const isConfusable = (one: string, other: string): boolean =>
  groups.some((group) => group.has(one) && group.has(other));
