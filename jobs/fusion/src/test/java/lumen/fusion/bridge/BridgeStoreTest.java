package lumen.fusion.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.event.Position;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.golden.GoldenState;
import lumen.runtime.command.AppliedCommands;
import lumen.runtime.command.CommandHead;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** What is written to state, and how often. */
class BridgeStoreTest {
  private static final String TENANT = "a";
  private static final long START = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;
  private static final BridgePlan PLAN = BridgePlan.of(LumenSettings.defaults());

  /** Bridge, status and evidence without anything of a command. */
  private static final int SMALL = 2_000;

  private final CountedStates states = new CountedStates();
  private final BridgeStore store = new BridgeStore(PLAN, states.hot, states.log);
  private final Told told = new Told();

  /** What came out. */
  private static class Told implements BridgeOutputs {
    final List<ControlFrame> ticks = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public void control(ControlFrame frame) {
      ticks.add(frame);
    }

    @Override
    public void rested(BridgeState state) {
      notes.add("rested " + state.wireName() + " after " + ticks.size());
    }

    @Override
    public void evaluated() {
      // Counted by metrics alone.
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      notes.add(entry.id());
    }

    @Override
    public void applied(CommandInput command) {
      notes.add("applied " + command.id());
    }

    @Override
    public void refused(CommandInput command, String condition) {
      notes.add("refused " + command.id() + ": " + condition);
    }

    @Override
    public void repeated(CommandInput command) {
      notes.add("repeated " + command.id());
    }
  }

  private static CommandInput rules(String id, long micros, int rules) {
    StringBuilder risks = new StringBuilder(rules == 0 ? "[]" : "");
    for (int i = 0; i < rules; i++) {
      risks.append("- {if: mode == \"none\" and q > ").append(i + 1);
      risks.append(", risk: risk_").append(i).append("}\n");
    }
    ObjectNode command = new ObjectMapper().createObjectNode();
    command.put("id", id).put("author", "ann").put("tenant", TENANT);
    command.put("effective_ts", micros / 1e6).put("type", "rules");
    command.put("risk_map", risks.toString()).put("quote_rules", "[]");
    return new CommandInput(TENANT, id, "ann", micros, command.toString());
  }

  /** Lets seconds of ticks of a reference happen, each stored by itself. */
  private BridgedTenant play(BridgedTenant tenant, long fromS, long toS) throws Exception {
    for (long s = fromS; s < toS; s++) {
      long[] micros = new long[5];
      for (int i = 0; i < micros.length; i++) {
        micros[i] = START + s * SECOND + 200_000L * i;
      }
      tenant.take(new ReferenceBlock(TENANT, "ure", "/ure/tick", micros, new double[5]));
      advance(tenant, s + 1);
    }
    return tenant;
  }

  private void advance(BridgedTenant tenant, long toS) throws Exception {
    tenant.runBefore(START + toS * SECOND, told);
    store.store(tenant, 0);
  }

  @Test
  void orderIsCarriedOutAsItWasReadAndATextIsReadThen() throws Exception {
    CommandInput text = rules("text", START, 1);
    OperatorCommand order =
        OperatorCommandReader.standard().read(text.json()).command().orElseThrow();
    BridgedTenant ofText = BridgedTenant.begun(TENANT, PLAN);
    ofText.take(text);
    ofText.runBefore(START + SECOND, told);
    BridgedTenant ofOrder = BridgedTenant.begun(TENANT, PLAN);
    ofOrder.take(CommandInput.of(order, "is not read", CommandInput.UNPLACED));
    ofOrder.runBefore(START + SECOND, told);
    assertThat(ofOrder.evidence().rules())
        .isEqualTo(ofText.evidence().rules())
        .isNotEqualTo(PLAN.rules());
  }

  private static CommandInput release(long micros, boolean force, long offset) {
    CommandHead head = new CommandHead("again", "ann", TENANT, micros);
    return CommandInput.of(
        new OperatorCommand.Release(head, force), "{}", new Position("control", offset, 1));
  }

  @Test
  void ofTwoOfOneIdAndMomentTheFirstInTheFileCountsAndTheOtherIsTold() {
    CommandInput first = release(START, true, 70);
    CommandInput second = release(START, false, 140);
    for (List<CommandInput> order : List.of(List.of(first, second), List.of(second, first))) {
      List<String> said = new ArrayList<>();
      BridgedTenant tenant = BridgedTenant.begun(TENANT, PLAN);
      order.forEach(tenant::take);
      tenant.runBefore(
          START + SECOND,
          new Told() {
            @Override
            public void applied(CommandInput command) {
              said.add("applied at " + command.position().offset());
            }

            @Override
            public void repeated(CommandInput command) {
              said.add("repeated at " + command.position().offset());
            }
          });
      assertThat(said).containsExactly("applied at 70", "repeated at 140");
    }
  }

  @Test
  void rulesOfACommandAreWrittenOnce() throws Exception {
    BridgedTenant tenant = store.load(TENANT);
    tenant.take(rules("many", START + 10 * SECOND, 300));
    play(tenant, 0, 60);
    assertThat(told.notes).contains("applied many");
    assertThat(states.sizeOf(StoredBridge.RULES)).isGreaterThan(5 * SMALL);
    assertThat(states.writes).containsEntry(StoredBridge.RULES, 1);
    assertThat(states.values)
        .hasSize(60)
        .allSatisfy(value -> assertThat(value).hasSizeLessThan(SMALL));

    BridgedTenant restored = play(store.load(TENANT), 60, 90);
    assertThat(restored.evidence().rules().risks()).hasSize(300);
    assertThat(restored.evidence().rules()).isEqualTo(tenant.evidence().rules());
    assertThat(states.writes).as("nor after a restore").containsEntry(StoredBridge.RULES, 1);

    restored.take(rules("other", START + 95 * SECOND, 2));
    play(restored, 90, 120);
    assertThat(states.writes).as("once for each command").containsEntry(StoredBridge.RULES, 2);
    assertThat(store.load(TENANT).evidence().rules().risks()).hasSize(2);
  }

  @Test
  void noRulesByCommandAreKeptAsSuch() throws Exception {
    BridgedTenant tenant = store.load(TENANT);
    tenant.take(rules("none", START + SECOND, 0));
    play(tenant, 0, 5);
    assertThat(PLAN.rules().risks()).isNotEmpty();
    assertThat(store.load(TENANT).evidence().rules().risks()).isEmpty();
  }

  @Test
  void isToldWhenTickingHasEnded() throws Exception {
    BridgedTenant tenant = play(store.load(TENANT), 0, 30);
    assertThat(told.notes).noneMatch(note -> note.startsWith("rested"));
    advance(tenant, 300);
    long last = told.ticks.get(told.ticks.size() - 1).micros();
    assertThat(last).isBetween(START + 149 * SECOND, START + 151 * SECOND);
    assertThat(told.notes).contains("rested E0 after " + told.ticks.size());
  }

  /** The small state with all that stands in it, as every version writes and reads it. */
  @Test
  void smallStateIsThatOfEveryVersion() throws Exception {
    commanded();
    GoldenState.read(
        "bridge",
        new StateForm("bridge", 3, 2),
        states.hot.value(),
        bytes -> shown(restored(Long.MAX_VALUE, null, bytes)));
  }

  /** What a tenant does, whether its bridge knows its multiple or not. */
  private static byte[] shown(BridgedTenant tenant) {
    String text =
        "%s %s %s %s %s"
            .formatted(
                tenant.frontier(),
                tenant.nextMicros(),
                tenant.bridge().state(),
                tenant.bridge().tickMs(),
                tenant.weights(tenant.frontier()));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void smallStateIsWrittenAsItWasRead() throws Exception {
    commanded();
    byte[] small = states.hot.value();
    assertThat(restored(Long.MAX_VALUE, null, small).stored(7).encode()).isEqualTo(small);
  }

  @Test
  void chunksOfTheLogAreThoseOfEveryVersion() throws Exception {
    commanded();
    byte[] small = states.hot.value();
    GoldenState.read(
        "bridge-log",
        new StateForm("bridge-log", 2, 1),
        states.log.get(0L),
        bytes -> {
          told.ticks.clear();
          BridgedTenant tenant = restored(0, bytes, small);
          tenant.runBefore(START + 6 * SECOND, told);
          return told.ticks.stream()
              .map(tick -> tick.micros() + " " + tick.tickMs())
              .collect(Collectors.joining("\n"))
              .getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void idsOfCommandsAreThoseOfEveryVersion() throws Exception {
    AppliedCommands applied = new AppliedCommands();
    List.of("one", "zwölf", "").forEach(applied::add);
    GoldenState.rewritten(
        "command-ids",
        new StateForm("command-ids", 2, 0),
        applied.changed().orElseThrow(),
        bytes -> {
          AppliedCommands read = AppliedCommands.of(bytes);
          read.add("one");
          return read.changed().orElseThrow();
        });
  }

  /** Ticks of a reference, some of them still to come, and commands. */
  private void commanded() throws Exception {
    BridgedTenant tenant = store.load(TENANT);
    tenant.take(rules("some", START + SECOND, 2));
    ObjectNode weights = new ObjectMapper().createObjectNode();
    weights.put("id", "heavy").put("author", "ann").put("tenant", TENANT);
    weights.put("effective_ts", (START + 2 * SECOND) / 1e6).put("type", "weights");
    weights.put("ure", 0.75).put("sensors", 0.25);
    tenant.take(new CommandInput(TENANT, "heavy", "ann", START + 2 * SECOND, weights.toString()));
    play(tenant, 0, 3);
    long[] micros = {START + 4 * SECOND, START + 5 * SECOND};
    tenant.take(new ReferenceBlock(TENANT, "ure", "/ure/hz", micros, new double[] {5, 5.5}));
    store.store(tenant, 7);
  }

  /** The bridge as it is kept, with another entry of its log and another small state. */
  private BridgedTenant restored(long number, byte[] entry, byte[] small) throws IOException {
    CountedStates kept = new CountedStates();
    try {
      for (Map.Entry<Long, byte[]> each : states.log.entries()) {
        kept.log.put(each.getKey(), each.getKey() == number ? entry : each.getValue());
      }
      kept.hot.update(small);
      return new BridgeStore(PLAN, kept.hot, kept.log).load(TENANT);
    } catch (RuntimeException | IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("states on the heap must be readable", e);
    }
  }
}
