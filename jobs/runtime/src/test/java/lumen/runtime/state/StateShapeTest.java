package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateShapeTest {

  @Test
  void hashIsFnv1aOverTheLines() {
    assertThat(new StateShape(List.of()).hash()).isEqualTo(0xcbf29ce484222325L);
    assertThat(new StateShape(List.of("a=1", "b=2")).hash()).isEqualTo(fnv1a("a=1\nb=2\n"));
  }

  private static long fnv1a(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash ^= text.charAt(i);
      hash *= 0x100000001b3L;
    }
    return hash;
  }

  @Test
  void hashTellsSettingsApart() {
    assertThat(new StateShape(List.of("a=1", "b=2")).hash())
        .isNotEqualTo(new StateShape(List.of("a=1b=2")).hash())
        .isNotEqualTo(new StateShape(List.of("a=12", "b=")).hash());
  }

  @Test
  void differencesNameEveryKeyOnce() {
    StateShape now = new StateShape(List.of("a=1", "b=2", "d=x=y"));
    assertThat(now.differences(List.of("a=1", "b=3", "c=4", "d=x=z")))
        .containsExactly("b: was 3, is 2", "c: was 4, is not set", "d: was x=z, is x=y");
    assertThat(now.differences(List.of("a=1", "b=2", "d=x=y", "a=1"))).isEmpty();
  }

  @Test
  void stateOfSettingsThatCountAlikeGoesOn() {
    StateShape now = new StateShape(List.of("a=1", "b=2"), List.of("a=3", "a=5"));
    assertThat(now.differences(List.of("a=3", "b=2"))).isEmpty();
    assertThat(now.differences(List.of("a=5", "b=7"))).containsExactly("b: was 7, is 2");
    assertThat(now.differences(List.of("a=4", "b=2"))).containsExactly("a: was 4, is 1");
    assertThat(now.hash()).isEqualTo(new StateShape(List.of("a=1", "b=2")).hash());
    assertThat(now.hashes())
        .containsExactlyInAnyOrder(
            now.hash(),
            new StateShape(List.of("a=3", "b=2")).hash(),
            new StateShape(List.of("a=5", "b=2")).hash());
  }
}
