/** The same keys, each with what is made of its value. */
export function mapValues<Key extends string, Value, Made>(
  values: Readonly<Record<Key, Value>>,
  make: (value: Value) => Made,
): Readonly<Record<Key, Made>> {
  const made = Object.entries<Value>(values).map(([key, value]) => [key, make(value)]);
  return Object.fromEntries(made) as Record<Key, Made>;
}
