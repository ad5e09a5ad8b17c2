package lumen.governance.service;

import java.io.IOException;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.FieldsPart;
import lumen.governance.part.LedgerPart;
import lumen.governance.part.LinePart;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What is kept of a ledger, part by part; nothing is kept within a step. */
final class LedgerState {
  private LedgerState() {}

  /** Hands over what changed since the last time. */
  static void drain(ServiceLedger ledger, ChangedParts parts) {
    if (ledger.changed) {
      parts.put(LedgerPart.HEAD, out -> write(ledger, out));
      ledger.changed = false;
    }
    ledger.history.drain(parts);
    ledger.fiveMinutes.drain(parts);
    ledger.counters.drain(parts);
    ledger.alerts.drain(parts);
    if (ledger.journal.hasChanged()) {
      parts.put(LedgerPart.JOURNAL, ledger.journal::writeStates);
    }
    ledger.orders.drain(parts);
    ledger.waiting.drain(parts);
  }

  /** Takes up a part; they come in the order of their keys. */
  static void take(ServiceLedger ledger, String key, byte[] bytes) {
    LedgerPart kind = LedgerPart.of(key);
    kind.read(bytes, in -> take(ledger, kind, key, in));
  }

  private static void take(ServiceLedger ledger, LedgerPart kind, String key, StateReader in)
      throws IOException {
    switch (kind) {
      case HEAD -> read(ledger, in);
      case MINUTES, HOUR, DAY -> ledger.history.read(kind, key, in);
      case VALUES -> ledger.fiveMinutes.readHour(in);
      case COUNTER -> ledger.counters.readCounter(in);
      case JUDGED -> ledger.alerts.readJudged(in);
      case JOURNAL -> ledger.journal.readStates(in);
      case ORDERS -> ledger.orders.readOrders(in);
      case OBJECTIVES -> ledger.orders.readObjectives(in);
      case WAITING -> ledger.waiting.read(ledger.service, in);
    }
  }

  private static void write(ServiceLedger ledger, StateWriter out) throws IOException {
    out.field(its -> writeOwn(ledger, its));
    out.field(ledger.history::write);
    out.field(ledger.fiveMinutes::write);
    out.field(ledger.counters::write);
    out.field(ledger.ledgers::write);
    out.field(ledger.revisions::write);
    out.field(ledger.deploys::write);
    out.field(ledger.slos::write);
    out.field(ledger.budget::write);
    out.field(ledger.roi::write);
    out.field(ledger.maturity::write);
    out.field(ledger.graph::write);
    out.field(ledger.alerts::write);
    out.field(ledger.journal::write);
    out.field(its -> ledger.canary.write(ledger.revisions, its));
    out.field(ledger.rollbacks::write);
    out.field(ledger.policy::write);
    out.field(ledger.orders::write);
  }

  private static void read(ServiceLedger ledger, StateReader in) throws IOException {
    readOwn(ledger, in.field());
    ledger.history.read(in.field());
    ledger.fiveMinutes.read(in.field());
    ledger.counters.read(in.field());
    ledger.ledgers.read(in.field());
    ledger.revisions.read(in.field());
    ledger.deploys.read(ledger.service, in.field());
    ledger.slos.read(in.field());
    ledger.budget.read(in.field());
    ledger.roi.read(in.field());
    ledger.maturity.read(in.field());
    ledger.graph.read(in.field());
    ledger.alerts.read(in.field());
    ledger.journal.read(in.field());
    ledger.canary.read(ledger.revisions, in.field());
    ledger.rollbacks.read(in.field());
    ledger.policy.read(in.field());
    ledger.orders.read(in.field());
  }

  private static void writeOwn(ServiceLedger ledger, StateWriter out) {
    out.writeLong(ledger.firstLine);
    out.writeLong(ledger.lastStep);
    out.writeLong(ledger.steps);
    out.writeBoolean(ledger.silent);
    LinePart.write(ledger.memory, out);
    out.writeLong(ledger.memoryMicros);
    FieldsPart.write(ledger.trends, out);
  }

  private static void readOwn(ServiceLedger ledger, StateReader in) throws IOException {
    ledger.firstLine = in.readLong();
    ledger.lastStep = in.readLong();
    ledger.steps = in.readLong();
    ledger.silent = in.readBoolean();
    ledger.memory = LinePart.readMemory(in);
    ledger.memoryMicros = in.readLong();
    ledger.trends = FieldsPart.read(in);
  }
}
