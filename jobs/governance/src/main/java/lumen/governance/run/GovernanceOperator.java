package lumen.governance.run;

import lumen.runtime.job.OperatorId;

/** The operators of the job. */
public enum GovernanceOperator implements OperatorId {
  /** Plays recorded streams. */
  REPLAY("replay-source", "replay"),
  /** Reads the topic of lines. */
  TOPIC("topic-source", "topic"),
  /** Takes the lines of a topic's partitions. */
  PARTITIONS("topic-lines", "lines of partitions"),
  /** Reads the topic of commands. */
  COMMANDS("command-source", "commands"),
  /** Takes the commands of a topic. */
  ORDERS("command-lines", "lines of commands"),
  /** Separates lines, commands, accounts and rejects. */
  INGEST("ingest", "ingest"),
  /** Keeps the ledger of each service. */
  LEDGER("service", "ledger"),
  /** Lets rejects of the ingest leave it. */
  INGEST_NOTICES("ingest-notices", "ingest notices"),
  /** Lets accounts and rejects of the services leave them. */
  LEDGER_NOTICES("service-notices", "service notices"),
  /** Collects rejects, late lines and accounts. */
  NOTICES("notices", "notices"),
  /** Puts the scorecards in one order. */
  ORDER_SCORECARDS("scorecard-ordering", "order scorecards"),
  /** Puts the decisions in one order. */
  ORDER_DECISIONS("decision-ordering", "order decisions"),
  /** Puts the edges in one order. */
  ORDER_EDGES("edge-ordering", "order edges"),
  /** Puts the evidence in one order. */
  ORDER_EVIDENCE("evidence-ordering", "order evidence"),
  /** Puts the commands in one order. */
  ORDER_COMMANDS("command-ordering", "order commands"),
  /** Writes scorecards. */
  SCORECARDS("scorecards-sink", "scorecards"),
  /** Writes decisions. */
  DECISIONS("decisions-sink", "decisions"),
  /** Writes edges. */
  EDGES("edges-sink", "edges"),
  /** Writes evidence. */
  EVIDENCE("evidence-sink", "evidence"),
  /** Writes commands, as they were obeyed. */
  OBEYED("commands-sink", "obeyed commands"),
  /** Writes rejects. */
  REJECTS("rejects-sink", "rejects"),
  /** Writes late lines. */
  LATE("late-sink", "late"),
  /** Writes accounts. */
  ACCOUNTS("accounts-sink", "accounts");

  private final String uid;
  private final String title;

  GovernanceOperator(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String title() {
    return title;
  }
}
