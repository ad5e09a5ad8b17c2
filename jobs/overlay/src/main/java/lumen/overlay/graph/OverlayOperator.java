package lumen.overlay.graph;

import lumen.runtime.job.OperatorId;

/** The operators of the job. */
public enum OverlayOperator implements OperatorId {
  /** Plays recorded logs. */
  REPLAY("replay-source", "replay"),
  /** Reads the topic of logs. */
  TOPIC("topic-source", "topic"),
  /** Takes the lines of a topic's partitions. */
  PARTITIONS("topic-lines", "lines of partitions"),
  /** Separates lines, ends of logs, commands and rejects. */
  INGEST("ingest", "ingest"),
  /** Decides the requests of each tenant. */
  ROUTE("tenant", "route"),
  /** Lets rejects of the ingest leave it. */
  INGEST_NOTICES("ingest-notices", "ingest notices"),
  /** Lets rejects of the tenants leave them. */
  ROUTE_NOTICES("tenant-notices", "tenant notices"),
  /** Collects the rejects. */
  NOTICES("notices", "notices"),
  /** Puts the decisions in one order. */
  ORDER_DECISIONS("decision-ordering", "order decisions"),
  /** Puts the verdicts in one order. */
  ORDER_VERDICTS("verdict-ordering", "order verdicts"),
  /** Puts the evidence in one order. */
  ORDER_EVIDENCE("evidence-ordering", "order evidence"),
  /** Puts the accounts in one order. */
  ORDER_ACCOUNTS("account-ordering", "order accounts"),
  /** Writes decisions. */
  DECISIONS("decisions-sink", "decisions"),
  /** Writes verdicts. */
  VERDICTS("verdicts-sink", "verdicts"),
  /** Writes evidence. */
  EVIDENCE("evidence-sink", "evidence"),
  /** Writes accounts. */
  ACCOUNTS("accounts-sink", "accounts"),
  /** Writes rejects. */
  REJECTS("rejects-sink", "rejects"),
  /** Answers the gateway. */
  ANSWERS("answers-topic", "answers topic"),
  /** Writes decisions to a topic. */
  DECISIONS_TOPIC("decisions-topic", "decisions topic");

  private final String uid;
  private final String title;

  OverlayOperator(String uid, String title) {
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
