/** Any rule of a plan that has been checked, in the form in which it is carried out. See fault-plan.ts. */
export interface Rule {
  /** Where the plan has it, for example `posts.rules[0]`. */
  readonly key: string;
  readonly action: 'throttle' | 'error' | 'hang' | 'reset' | 'gone' | 'twice' | 'lose' | 'crash';
  readonly share: number;
  readonly by?: 'call' | 'connection';
  readonly times?: number;
  readonly operations?: readonly string[];
  /** Physical names. */
  readonly functions?: readonly string[];
  readonly routes?: readonly string[];
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly forMs?: number;
  readonly end?: 'drop' | 'answer';
  readonly applied?: boolean;
  readonly afterCalls?: number;
}

/** The plan for one kind of call, with every default filled in. */
export interface KindPlan {
  readonly latencyMs: number;
  readonly rules: readonly Rule[];
}
