package lumen.ctl.cases;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import lumen.ctl.session.RunFolder;

/**
 * A situation that people have, and what is right there.
 *
 * @param name its name; that of its file where it was given
 * @param situation what the recording is
 * @param before what was made of it at the time it was reported; empty where it was not tried
 * @param right what is right
 * @param lines the recording; empty where a file was given
 * @param sensors sensors.yaml; empty for the defaults
 * @param fusion fusion.yaml, likewise
 * @param now what is told of the run
 * @param check what must hold of the run
 */
record FieldCase(
    String name,
    String situation,
    String before,
    String right,
    List<String> lines,
    String sensors,
    String fusion,
    Function<RunFolder, String> now,
    Consumer<RunFolder> check) {

  /** One that was given as a file. */
  static FieldCase given(
      String name,
      String situation,
      String before,
      String right,
      Function<RunFolder, String> now,
      Consumer<RunFolder> check) {
    return new FieldCase(name, situation, before, right, List.of(), "", "", now, check);
  }

  /** One of the same kind, made here. */
  static FieldCase made(
      String name,
      String situation,
      String right,
      List<String> lines,
      Function<RunFolder, String> now,
      Consumer<RunFolder> check) {
    return new FieldCase(name, situation, "", right, lines, "", "", now, check);
  }

  /** The same recording with another sensors.yaml. */
  FieldCase with(
      String otherName, String sensorsYaml, String otherRight, Consumer<RunFolder> that) {
    return new FieldCase(
        otherName, situation, "", otherRight, lines, sensorsYaml, fusion, now, that);
  }

  /** The same with another fusion.yaml. */
  FieldCase withFusion(String fusionYaml) {
    return new FieldCase(name, situation, before, right, lines, sensors, fusionYaml, now, check);
  }

  /** Its row of the page. */
  String row(RunFolder run) {
    return "| " + String.join(" | ", name, situation, before, right, now.apply(run)) + " |";
  }
}
