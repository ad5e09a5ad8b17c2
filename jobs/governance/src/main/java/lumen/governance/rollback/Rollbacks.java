package lumen.governance.rollback;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lumen.governance.part.OptionalText;
import lumen.governance.record.DecisionJournal;
import lumen.governance.record.DeployResult;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.governance.settings.RollbackSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** When the newest revision is to be taken back: advised, then commanded, then answered. */
public final class Rollbacks {
  private static final String KIND = "rollback";
  private static final int STEPS_AWAY = 2;
  private static final int MOST_COMMANDED = 256;

  private final DecisionJournal journal;
  private final Revisions revisions;
  private final Set<RollbackCause> expired = EnumSet.noneOf(RollbackCause.class);
  private final Set<String> commanded = new LinkedHashSet<>();
  private RollbackState state = RollbackState.WATCH;
  private RollbackCause cause = RollbackCause.OPERATOR;
  private String id = "";
  private String from = "";
  private String to;
  private long since;
  private int away;
  private boolean newerDeploy;
  private DeployResult answer;

  /** Watches revisions, and tells into a journal. */
  public Rollbacks(DecisionJournal journal, Revisions revisions) {
    this.journal = journal;
    this.revisions = revisions;
  }

  /** How it stands. */
  public RollbackState state() {
    return state;
  }

  /** Takes a deployment. */
  public void add(Deploy deploy) {
    boolean answers = deploy.answers().filter(id::equals).isPresent();
    boolean awaited = answers && state == RollbackState.COMMANDED;
    answer = awaited ? deploy.result() : answer;
    revisions.add(deploy, answers ? from : null);
    newerDeploy |= deploy.answers().isEmpty() && deploy.result() == DeployResult.SUCCESS;
  }

  /** Takes a step. */
  public void step(long micros, RollbackGrounds grounds, RollbackSettings settings, boolean hold) {
    switch (state) {
      case COMMANDED -> commanded(micros, settings);
      case ADVISED -> advised(micros, grounds, settings, hold);
      case REFUSED, HELD -> {
        if (newerDeploy) {
          watch(micros);
        }
      }
      default -> {}
    }
    if (newerDeploy) {
      expired.clear();
    }
    if (state == RollbackState.WATCH) {
      advise(micros, grounds, settings);
    }
    newerDeploy = false;
    answer = null;
  }

  private void commanded(long micros, RollbackSettings settings) {
    if (answer != null) {
      state = RollbackState.HELD;
      tell(micros, "held", new Fields().put("result", answer.word()), null);
    } else if (micros - since >= Math.round(settings.confirmS() * SECOND)) {
      state = RollbackState.HELD;
      tell(micros, "unconfirmed", new Fields(), "critical");
    }
  }

  private void advised(
      long micros, RollbackGrounds grounds, RollbackSettings settings, boolean hold) {
    Fields ground = grounds.byCause().get(cause);
    away = ground == null ? away + 1 : 0;
    if (newerDeploy || away >= STEPS_AWAY) {
      state = RollbackState.WATCH;
      tell(micros, "withdrawn", new Fields(), null);
    } else if (micros - since >= Math.round(settings.waitS() * SECOND)) {
      Fields restsOn = ground == null ? new Fields() : ground;
      boolean auto =
          "auto".equals(settings.mode())
              && !hold
              && to != null
              && settings.autoOn().contains(cause.word());
      if (auto) {
        journal.countUnasked();
        command(micros, restsOn, settings);
      } else {
        state = RollbackState.WATCH;
        expired.add(cause);
        tell(micros, "expired", restsOn, null);
      }
    }
  }

  private void advise(long micros, RollbackGrounds grounds, RollbackSettings settings) {
    for (Map.Entry<RollbackCause, Fields> ground : grounds.byCause().entrySet()) {
      if (!expired.contains(ground.getKey()) && !commanded.contains(key(ground.getKey()))) {
        state = RollbackState.ADVISED;
        cause = ground.getKey();
        id = journal.id(KIND, micros);
        from = revisions.newest().orElseThrow().revision();
        to = target(micros, settings).orElse(null);
        since = micros;
        away = 0;
        Fields command = to == null ? null : ServiceDecision.set("revision", from, to);
        journal.tell(
            new ServiceDecision(
                id, micros, KIND, cause.word(), "advised", command, ground.getValue(), -1),
            "critical");
        return;
      }
    }
  }

  private String key(RollbackCause why) {
    Revisions.Entry newest = revisions.newest().orElseThrow();
    return newest.revision() + '/' + newest.micros() + '/' + why.word();
  }

  private Optional<String> target(long micros, RollbackSettings settings) {
    return revisions
        .beforeNewest()
        .filter(entry -> micros - entry.micros() < Math.round(settings.maxAgeH() * HOUR))
        .map(Revisions.Entry::revision);
  }

  private void command(long micros, Fields restsOn, RollbackSettings settings) {
    commanded.add(key(cause));
    if (commanded.size() > MOST_COMMANDED) {
      commanded.remove(commanded.iterator().next());
    }
    state = RollbackState.COMMANDED;
    since = micros;
    long expires = micros + Math.round(settings.confirmS() * SECOND);
    journal.tell(
        new ServiceDecision(
            id,
            micros,
            KIND,
            cause.word(),
            "commanded",
            ServiceDecision.set("revision", from, to),
            restsOn,
            expires),
        "critical");
  }

  private void watch(long micros) {
    state = RollbackState.WATCH;
    tell(micros, "watch", new Fields(), null);
  }

  private void tell(long micros, String word, Fields restsOn, String severity) {
    journal.tell(new ServiceDecision(id, micros, KIND, cause.word(), word, restsOn), severity);
  }

  /** Whether a decision is the one that waits for approval. */
  public boolean isAdvised(String decision) {
    return state == RollbackState.ADVISED && id.equals(decision);
  }

  /** Carries the advice out; why not, where it cannot be. */
  public Optional<String> approve(long micros, RollbackSettings settings) {
    if (to == null) {
      return Optional.of("no_target");
    }
    journal.countManual();
    command(micros, new Fields(), settings);
    return Optional.empty();
  }

  /** Takes the advice off. */
  public void refuse(long micros) {
    journal.countManual();
    state = RollbackState.REFUSED;
    tell(micros, "refused", new Fields(), null);
  }

  /** Lets go on what was refused, held or expired. */
  public void release(long micros) {
    expired.clear();
    if (state == RollbackState.REFUSED || state == RollbackState.HELD) {
      watch(micros);
    }
  }

  /** Commands a rollback; why not, where it cannot be. */
  public Optional<String> order(
      long micros, Optional<String> wanted, String why, RollbackSettings settings) {
    if (state != RollbackState.WATCH && state != RollbackState.ADVISED) {
      return Optional.of(state.word());
    }
    String newest = revisions.newest().map(Revisions.Entry::revision).orElse(null);
    boolean watching = state == RollbackState.WATCH;
    String target = wanted.orElseGet(() -> watching ? target(micros, settings).orElse(null) : to);
    if (newest == null || target == null || target.equals(newest)) {
      return Optional.of("no_target");
    }
    if (watching) {
      cause = RollbackCause.OPERATOR;
      id = journal.id(KIND, micros);
      from = newest;
    }
    to = target;
    journal.countManual();
    command(micros, new Fields().put("why", why), settings);
    return Optional.empty();
  }

  /** Writes all between two steps. */
  public void write(StateWriter out) {
    out.writeInt(expired.size());
    expired.forEach(each -> out.writeText(each.name()));
    out.writeInt(commanded.size());
    commanded.forEach(out::writeText);
    out.writeText(state.name());
    out.writeText(cause.name());
    out.writeText(id);
    out.writeText(from);
    OptionalText.write(to, out);
    out.writeLong(since);
    out.writeInt(away);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(Integer.BYTES); n > 0; n--) {
      expired.add(RollbackCause.valueOf(in.readText()));
    }
    for (int n = in.readCount(Integer.BYTES); n > 0; n--) {
      commanded.add(in.readText());
    }
    state = RollbackState.valueOf(in.readText());
    cause = RollbackCause.valueOf(in.readText());
    id = in.readText();
    from = in.readText();
    to = OptionalText.read(in);
    since = in.readLong();
    away = in.readInt();
  }
}
