import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

type NoRelations = ExtractTablesWithRelations<Record<string, never>>;

/** A database, or a transaction in it; the same over postgres.js and over the embedded PGlite. */
export type Reader = PgDatabase<PgQueryResultHKT, Record<string, never>, NoRelations>;

/** A transaction: only the command makes one, so only a command can write. */
export type Transaction = Reader & { readonly rollback: () => never };

/** A statement's text with its values in their order. */
export interface FilledStatement {
  text: string;
  params: unknown[];
  /** Whether others wait for what it locks, all of them for one: then the lock is not to be held while the disk writes. */
  isWaitedFor?: boolean;
}

/**
 * Collects what is written last in a transaction, together with its commit: statements take it in the place of the
 * transaction. Nothing that is read in the same transaction sees it.
 */
export interface LastWrites {
  readonly statements: FilledStatement[];
}

/** Where something is written: at once, or last. */
export type Writing = Transaction | LastWrites;

/** An open database. */
export interface Database {
  readonly read: Reader;
  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. `last` gives what is written after it; that goes out
   * together with the commit, so that what it locks is held for no longer than the commit takes.
   */
  transact<Result>(
    work: (tx: Transaction) => Promise<Result>,
    last?: (result: Result) => readonly FilledStatement[],
  ): Promise<Result>;
  /**
   * Resolves when all is on disk that could be read before: for whoever tells others of it. A transaction can be seen
   * by others a moment before it is on disk, but does not end before.
   */
  untilOnDisk(): Promise<void>;
  /** Answers when the database does; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
