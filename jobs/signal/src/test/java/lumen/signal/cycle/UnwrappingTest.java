package lumen.signal.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappingTest {
  private static final List<AngleUnit> UNITS =
      List.of(AngleUnit.DEGREES, AngleUnit.RADIANS, AngleUnit.CYCLES);

  private static double[] unwrapped(AngleUnit unit, double... angles) {
    Unwrapping unwrapping = new Unwrapping(unit);
    return Arrays.stream(angles).map(unwrapping::next).toArray();
  }

  /** By hand. */
  @Test
  void passingNorthIsNoJump() {
    assertThat(unwrapped(AngleUnit.DEGREES, 340, 359, 2, 20, 1, 358, 181, 1.5))
        .containsExactly(-20, -1, 2, 20, 1, -2, -179, -358.5);
    assertThat(unwrapped(AngleUnit.CYCLES, 0.875, 0.125, 0.5, 0.75, 0))
        .containsExactly(-0.125, 0.125, 0.5, 0.75, 1);
    assertThat(unwrapped(AngleUnit.RADIANS, 3.125, -3.125))
        .containsExactly(new double[] {3.125, 2 * Math.PI - 3.125}, within(1e-15));
  }

  @Test
  void halfATurnIsForwardHoweverItIsWritten() {
    assertThat(unwrapped(AngleUnit.DEGREES, 0, 180, 0, 180)).containsExactly(0, 180, 360, 540);
    assertThat(unwrapped(AngleUnit.DEGREES, 0, -180, 360, 540)).containsExactly(0, 180, 360, 540);
  }

  @Test
  void everyWayToWriteAnAngleIsTheSame() {
    assertThat(unwrapped(AngleUnit.DEGREES, 350, 370, -3590, 1450, 1e9 * 360))
        .containsExactly(-10, 10, 10, 10, 0);
  }

  /** A random walk of less than half a turn a step, written within a turn, is found again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aWalkIsFoundAgainFromItsAngles(long seed) {
    Random random = new Random(seed);
    AngleUnit unit = UNITS.get(random.nextInt(UNITS.size()));
    double[] walk = new double[2_000];
    double[] angles = new double[walk.length];
    walk[0] = (random.nextDouble() - 0.5) * unit.turn();
    for (int i = 0; i < walk.length; i++) {
      if (i > 0) {
        walk[i] = walk[i - 1] + 0.99 * (random.nextDouble() - 0.5) * unit.turn();
      }
      angles[i] = walk[i] - Math.floor(walk[i] / unit.turn()) * unit.turn();
      angles[i] += (random.nextInt(5) - 2) * unit.turn();
    }
    assertThat(unwrapped(unit, angles))
        .as("seed %d %s", seed, unit)
        .containsExactly(walk, within(1e-10 * unit.turn()));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void earlierValuesAndTheNextAreThoseOfTheStateAndTheAngles(long seed) {
    Random random = new Random(seed);
    double[] angles = random.doubles(500, -720, 720).toArray();
    double[] all = unwrapped(AngleUnit.DEGREES, angles);
    Unwrapping unwrapping = new Unwrapping(AngleUnit.DEGREES);
    for (int i = 0; i < angles.length - 1; i++) {
      unwrapping.next(angles[i]);
      ByteBuffer state = ByteBuffer.allocate(Unwrapping.BYTES);
      unwrapping.write(state);
      Unwrapping restored = new Unwrapping(AngleUnit.DEGREES);
      restored.read(state.flip());
      int from = random.nextInt(i + 1);
      assertThat(Arrays.copyOfRange(restored.upToNewest(angles, from, i + 1), from, i + 1))
          .as("seed %d sample %d", seed, i)
          .isEqualTo(Arrays.copyOfRange(all, from, i + 1));
      assertThat(restored.next(angles[i + 1])).isEqualTo(all[i + 1]);
    }
  }

  @Test
  void whatIsNoAngleHasNoUnit() {
    assertThatThrownBy(() -> new Unwrapping(AngleUnit.NONE))
        .hasMessage("unit of an angle must be given: NONE");
  }
}
