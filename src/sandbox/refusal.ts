/** Slack says no, by one of its own error codes. */
export class SlackRefusal extends Error {
  readonly code: string;
  /** What goes into `response_metadata.messages`. */
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super([code, ...details].join(" "));
    this.name = "SlackRefusal";
    this.code = code;
    this.details = details;
  }
}

/** The person tried what their Slack client would not let them do. */
export class ImpossibleAct extends Error {}
