package lumen.ctl.capacity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lumen.terminal.CommandFailure;

/** A way on which a live load reaches the job. */
enum LoadWay {
  OSC,
  MIDI,
  KAFKA;

  /**
   * Reads {@code osc,midi,kafka}, in any order, each once.
   *
   * @throws CommandFailure naming the word that is none
   */
  static Set<LoadWay> mix(String text) {
    Set<LoadWay> mix = EnumSet.noneOf(LoadWay.class);
    for (String word : text.split(",", -1)) {
      LoadWay way =
          Arrays.stream(values())
              .filter(known -> known.word().equals(word.strip()))
              .findFirst()
              .orElseThrow(() -> wrong(text));
      if (!mix.add(way)) {
        throw wrong(text);
      }
    }
    return mix;
  }

  private static CommandFailure wrong(String text) {
    return CommandFailure.usage("--mix must be some of osc, midi and kafka, each once: " + text);
  }

  /** As the option names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the option names them. */
  static String words(Set<LoadWay> mix) {
    return mix.stream().map(LoadWay::word).collect(Collectors.joining(","));
  }
}
