package lumen.signal.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import lumen.state.StateException;
import org.junit.jupiter.api.Test;

class BridgeRestoreTest {

  /** What one run told: control frames and events, to the last bit. */
  private static final class Run implements Recorder {
    final List<Object> told = new ArrayList<>();
    final Set<BridgeState> states = EnumSet.noneOf(BridgeState.class);
    final Set<LoopMode> modes = EnumSet.noneOf(LoopMode.class);
    private final Store store;
    private Bridge bridge = new Bridge(DrivenBridge.DEFAULTS, "t");

    Run(Store store) {
      this.store = store;
      bridge.listen(this);
    }

    void play(List<BridgeScript.Input> inputs) {
      for (BridgeScript.Input input : inputs) {
        tickTo(input.micros());
        input.act().on(bridge);
        bridge = store.kept(bridge, input.micros(), this);
      }
    }

    void tickTo(long micros) {
      while (bridge.nextTickMicros() < micros) {
        ControlFrame frame = bridge.tick();
        told.add(frame);
        states.add(frame.state());
        modes.add(frame.mode());
        bridge = store.kept(bridge, frame.micros(), this);
      }
    }

    @Override
    public void tell(String line) {
      told.add(line);
    }
  }

  /** Hears events as lines. */
  interface Recorder extends BridgeListener {
    void tell(String line);

    @Override
    default void transition(
        long micros,
        BridgeState from,
        BridgeState to,
        String cause,
        java.util.Map<String, Double> values) {
      tell(micros + " " + from + to + cause + values);
    }

    @Override
    default void calibrated(long micros, String what, java.util.Map<String, Double> values) {
      tell(micros + " " + what + values);
    }
  }

  /** What is done with the bridge between any two steps. */
  interface Store {
    Bridge kept(Bridge bridge, long micros, BridgeListener listener);
  }

  private static final Store UNCUT = (bridge, micros, listener) -> bridge;

  /** Keeps the state as its owner does, and restores it now and then. */
  private static final class Cuts implements Store {
    final List<byte[]> chunks = new ArrayList<>();
    private final Random random;
    int restored;
    int largest;
    int mostChunks;

    Cuts(long seed) {
      random = new Random(seed);
    }

    @Override
    public Bridge kept(Bridge bridge, long micros, BridgeListener listener) {
      if (random.nextInt(80) > 0) {
        return bridge;
      }
      byte[] chunk = bridge.takeHistory();
      if (chunk != null) {
        assertThat(Bridge.lastMicros(chunk)).isLessThanOrEqualTo(micros);
        chunks.add(chunk);
      }
      chunks.removeIf(c -> Bridge.lastMicros(c) < bridge.historyFrom());
      mostChunks = Math.max(mostChunks, chunks.size());
      byte[] snapshot = bridge.snapshot();
      largest = Math.max(largest, snapshot.length);
      if (random.nextInt(3) > 0) {
        return bridge;
      }
      restored++;
      Bridge again = Bridge.restore(DrivenBridge.DEFAULTS, "t", snapshot, chunks);
      again.listen(listener);
      assertThat(again.snapshot()).isEqualTo(snapshot);
      assertThat(again.takeHistory()).isNull();
      assertThat(again.idleMicros()).isEqualTo(bridge.idleMicros());
      return again;
    }
  }

  @Test
  void restoredBridgeContinuesToTheBit() {
    Set<BridgeState> states = EnumSet.noneOf(BridgeState.class);
    Set<LoopMode> modes = EnumSet.noneOf(LoopMode.class);
    int restored = 0;
    int largest = 0;
    for (long seed = 0; seed < 10; seed++) {
      List<BridgeScript.Input> inputs = BridgeScript.of(seed, 2000, true, 400);
      Run uncut = new Run(UNCUT);
      uncut.play(inputs);
      Cuts cuts = new Cuts(seed);
      Run cut = new Run(cuts);
      cut.play(inputs);
      assertSame(seed, cut.told, uncut.told);
      states.addAll(uncut.states);
      modes.addAll(uncut.modes);
      restored += cuts.restored;
      largest = Math.max(largest, cuts.largest);
      assertThat(cuts.mostChunks).isLessThan(600);
    }
    DrivenBridge.print("restored %d times, snapshot at most %d bytes", restored, largest);
    assertThat(restored).isGreaterThan(200);
    assertThat(largest).isLessThan(1400);
    assertThat(states).hasSize(5);
    assertThat(modes).hasSize(3);
  }

  /** One line of thousands is shown, the first that differs. */
  private static void assertSame(long seed, List<Object> found, List<Object> expected) {
    int i = 0;
    while (i < found.size() && i < expected.size() && found.get(i).equals(expected.get(i))) {
      i++;
    }
    assertThat(i < found.size() ? found.get(i) : "end")
        .as("seed %d line %d", seed, i)
        .isEqualTo(i < expected.size() ? expected.get(i) : "end");
  }

  @Test
  void bridgeThatIsIdleForLongDoesWhatANewOneDoes() {
    int forgotten = 0;
    for (long seed = 20; seed < 26; seed++) {
      List<BridgeScript.Input> inputs = BridgeScript.of(seed, 8000, false, 150);
      Run kept = new Run(UNCUT);
      kept.play(inputs);
      Run droppedNow = new Run(UNCUT);
      for (BridgeScript.Input input : inputs) {
        droppedNow.tickTo(input.micros());
        long idle = droppedNow.bridge.idleMicros();
        if (idle != Long.MIN_VALUE && idle <= input.micros()) {
          droppedNow.bridge = new Bridge(DrivenBridge.DEFAULTS, "t");
          droppedNow.bridge.listen(droppedNow);
          forgotten++;
        }
        droppedNow.play(List.of(input));
      }
      assertSame(seed, droppedNow.told, kept.told);
    }
    DrivenBridge.print("dropped while idle %d times", forgotten);
    assertThat(forgotten).isGreaterThan(15);
  }

  @Test
  void idleTimeIsTenMinutesAfterTheLastInput() {
    DrivenBridge driven = new DrivenBridge(DrivenBridge.DEFAULTS);
    assertThat(driven.bridge.idleMicros()).isEqualTo(Long.MIN_VALUE);
    driven.bridge.residualEntropy(DrivenBridge.micros(5), 0.1);
    assertThat(driven.bridge.idleMicros()).isEqualTo(DrivenBridge.micros(605));
    driven.frame(10, 0.9, 0.01, 0.1, 0.9);
    assertThat(driven.bridge.idleMicros()).isEqualTo(Long.MAX_VALUE);
    driven.until(2000);
    assertThat(driven.bridge.idleMicros()).isEqualTo(DrivenBridge.micros(730));
    assertThat(driven.bridge.historyFrom()).isEqualTo(DrivenBridge.micros(-470));
  }

  @Test
  void refusalNamesTheTenant() {
    byte[] half = Arrays.copyOf(new Bridge(DrivenBridge.DEFAULTS, "t").snapshot(), 40);
    assertThatThrownBy(() -> Bridge.restore(DrivenBridge.DEFAULTS, "t", half, List.of()))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith("tenant=t: state \"bridge-loop\" must have ");
  }
}
