package lumen.governance.service;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.governance.part.OrderPart;
import lumen.governance.policy.Policy;
import lumen.governance.record.DecisionJournal;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceCommand.Approve;
import lumen.governance.record.ServiceCommand.Hold;
import lumen.governance.record.ServiceCommand.Judge;
import lumen.governance.record.ServiceCommand.Objectives;
import lumen.governance.record.ServiceCommand.Order;
import lumen.governance.record.ServiceCommand.Refuse;
import lumen.governance.record.ServiceCommand.Release;
import lumen.governance.record.ServiceCommand.Revert;
import lumen.governance.record.ServiceCommand.Unreadable;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.rollback.Rollbacks;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.slo.AlertBook;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Carries out what operators command, each id once, at the end of the step of its time. */
final class ServiceOrders {
  private static final int MOST = 4096;

  private final Set<String> known = new LinkedHashSet<>();
  private final TreeSet<ServiceCommand> waiting =
      new TreeSet<>(
          Comparator.comparingLong(ServiceCommand::effectiveMicros)
              .thenComparing(ServiceCommand::id));
  private final ObjectivesReader reader;
  private final Policy policy;
  private final Rollbacks rollbacks;
  private final AlertBook alerts;
  private final DecisionJournal journal;
  private GovernanceSettings settings;
  private String config;
  private boolean hold;
  private boolean changed;
  private boolean changedConfig;

  ServiceOrders(
      GovernanceSettings settings,
      ObjectivesReader reader,
      Policy policy,
      Rollbacks rollbacks,
      AlertBook alerts,
      DecisionJournal journal) {
    this.settings = settings;
    this.reader = reader;
    this.policy = policy;
    this.rollbacks = rollbacks;
    this.alerts = alerts;
    this.journal = journal;
  }

  GovernanceSettings settings() {
    return settings;
  }

  boolean isHeld() {
    return hold;
  }

  /** Whether objectives were commanded. */
  boolean isCommanded() {
    return config != null;
  }

  int pending() {
    return waiting.size();
  }

  /**
   * Takes a command; false where its id was taken before.
   *
   * @param from the first moment that is open; one of before counts from here, as its line says
   *     then, so that whoever plays what was told obeys it when it was obeyed
   */
  boolean add(ServiceCommand command, long from) {
    if (!known.add(command.id())) {
      return false;
    }
    changed = true;
    if (known.size() > MOST) {
      known.remove(known.iterator().next());
    }
    return waiting.add(command.notBefore(from));
  }

  void step(long micros, ServiceOutputs out) {
    PriorityQueue<ServiceCommand> due = new PriorityQueue<>(ServiceCommand.SEQUENCE);
    while (!waiting.isEmpty() && waiting.first().effectiveMicros() <= micros) {
      due.add(waiting.pollFirst());
      changed = true;
    }
    while (!due.isEmpty()) {
      ServiceCommand command = due.poll();
      out.command(micros, command);
      Optional<String> why = obey(command.order(), micros);
      Fields values =
          new Fields().put("type", command.order().type()).put("why", (Object) why.orElse(null));
      String state = why.isEmpty() ? "applied" : "rejected";
      out.evidence(micros, "control", "control." + command.id(), state, null, values);
    }
  }

  /** Obeys; why not, where it cannot. */
  private Optional<String> obey(Order order, long micros) {
    if (order instanceof Approve approve) {
      return approve(approve.decision(), micros);
    }
    if (order instanceof Refuse refuse) {
      return refuse(refuse.decision(), micros);
    }
    if (order instanceof Release release) {
      release(release, micros);
    } else if (order instanceof Hold) {
      hold = true;
    } else if (order instanceof Objectives objectives) {
      return objectives(objectives.config());
    } else if (order instanceof Judge judge) {
      return alerts.judge(judge.alert(), judge.useful())
          ? Optional.empty()
          : Optional.of("unknown");
    } else if (order instanceof Revert revert) {
      return rollbacks.order(micros, revert.to(), revert.why(), settings.rollback());
    } else if (order instanceof Unreadable unreadable) {
      return Optional.of(unreadable.why());
    }
    return Optional.empty();
  }

  private Optional<String> approve(String decision, long micros) {
    if (rollbacks.isAdvised(decision)) {
      return rollbacks.approve(micros, settings.rollback());
    }
    if (policy.isProposed(decision)) {
      policy.approve(micros, settings.policy());
      return Optional.empty();
    }
    return Optional.of(journal.state(decision));
  }

  private Optional<String> refuse(String decision, long micros) {
    if (rollbacks.isAdvised(decision)) {
      rollbacks.refuse(micros);
      return Optional.empty();
    }
    if (policy.isProposed(decision)) {
      policy.refuse(micros);
      return Optional.empty();
    }
    return Optional.of(journal.state(decision));
  }

  private void release(Release release, long micros) {
    String of = release.of().orElse("");
    if (!"policy".equals(of)) {
      rollbacks.release(micros);
    }
    if (!"rollback".equals(of)) {
      policy.release(micros);
    }
    if (of.isEmpty()) {
      hold = false;
    }
  }

  private Optional<String> objectives(String wanted) {
    Optional<GovernanceSettings> read = reader.read(wanted);
    if (read.isEmpty()) {
      return Optional.of("bad_config");
    }
    List<String> shaped = settings.shapedOtherwise(read.get());
    if (!shaped.isEmpty()) {
      return Optional.of("shapes state: " + String.join(", ", shaped));
    }
    settings = read.get();
    config = wanted;
    changedConfig = true;
    return Optional.empty();
  }

  void write(StateWriter out) {
    out.writeBoolean(hold);
  }

  void read(StateReader in) {
    hold = in.readBoolean();
  }

  /** Hands over the commands and the config that was commanded, if they changed. */
  void drain(ChangedParts parts) {
    if (changed) {
      parts.put(LedgerPart.ORDERS, this::writeOrders);
      changed = false;
    }
    if (changedConfig) {
      parts.put(LedgerPart.OBJECTIVES, out -> out.writeText(config));
      changedConfig = false;
    }
  }

  private void writeOrders(StateWriter out) {
    out.writeInt(known.size());
    known.forEach(out::writeText);
    out.writeInt(waiting.size());
    waiting.forEach(command -> OrderPart.write(command, out));
  }

  void readOrders(StateReader in) throws IOException {
    for (int n = in.readCount(Integer.BYTES); n > 0; n--) {
      known.add(in.readText());
    }
    for (int n = in.readCount(Long.BYTES); n > 0; n--) {
      waiting.add(OrderPart.read(in));
    }
  }

  void readObjectives(StateReader in) {
    config = in.readText();
    settings =
        reader
            .read(config)
            .orElseThrow(() -> in.damaged("must hold objectives that are accepted: " + config));
  }
}
