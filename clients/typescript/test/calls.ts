/** The members that a type requires. */
type RequiredKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];

/** Calls an operation and fails unless its answer is what its type says. */
export type Call = () => Promise<void>;

/** Arguments that stand in no example. */
export class Sample {
  /**
   * @param made the id of what these calls make
   * @param token what they may do it with; undefined when there is none
   */
  constructor(
    private readonly baseUrl: string,
    private readonly fetch: typeof globalThis.fetch,
    readonly made: string,
    private readonly token: string | undefined,
  ) {}

  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  /** The id of the first item of a list. */
  async id(list: string): Promise<string> {
    const answer = await this.fetch(`${this.baseUrl}${list}?limit=1`);
    const page = (await answer.json()) as { items?: { id?: string }[] };
    const id = page.items?.[0]?.id;
    if (id === undefined) {
      throw new Error(`${list} has no item`);
    }
    return id;
  }
}

/**
 * Fails unless a call was answered, with a body that has these members. The compiler accepts only members that the type requires too.
 */
export function whole<Data>(
  answer: { data?: Data; error?: unknown; response?: Response },
  members: (Data extends object ? RequiredKeys<Data> : never)[],
): void {
  if (answer.response !== undefined && !answer.response.ok) {
    throw new Error(`${answer.response.status}: ${JSON.stringify(answer.error)}`);
  }
  const { data } = answer;
  if (data === undefined || data === null || data === "" || (data instanceof Blob && data.size === 0)) {
    throw new Error("there is no body");
  }
  const missing = members.filter((member) => (data as Record<PropertyKey, unknown>)[member] === undefined);
  if (missing.length > 0) {
    throw new Error(`the body lacks ${missing.join(", ")}`);
  }
}
