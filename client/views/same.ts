export const isSameList = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((item, place) => item === other[place]);

export const hasSameFields = (one: object, other: object) =>
  isSameList(Object.values(one), Object.values(other));
