package lumen.tune;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.FusionCatalogue;
import lumen.settings.ConfigLint;
import lumen.settings.LintReport;
import lumen.settings.SettingsException;

/**
 * What a patch would do to a config folder: the fate of each change and the new texts. Nothing is
 * written. A patch is taken whole or not at all.
 */
final class PatchPlan {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path folder;
  private final ConfigInForce inForce;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<ConfigFile, Edited> files = new EnumMap<>(ConfigFile.class);

  /** One change and what it comes to. */
  record Step(Change change, NewValue now, NewValue then) {
    /** Whether the key holds the value already. */
    boolean applied() {
      return now.same(then);
    }
  }

  /**
   * A file before and after.
   *
   * @param mark the byte order mark, or empty
   * @param before its text without the mark; empty if there is no file
   */
  record Edited(Path path, String mark, String before, String after) {
    boolean changed() {
      return !before.equals(after);
    }

    byte[] bytesBefore() {
      return (mark + before).getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytesAfter() {
      return (mark + after).getBytes(StandardCharsets.UTF_8);
    }

    Edited with(String text) {
      return new Edited(path, mark, before, text);
    }
  }

  private PatchPlan(Path folder) {
    this.folder = folder;
    this.inForce = ConfigInForce.of(folder);
  }

  /**
   * Plans a patch.
   *
   * @throws SettingsException if the folder has errors already
   */
  static PatchPlan of(Path folder, List<Change> changes) throws IOException {
    PatchPlan plan = new PatchPlan(folder);
    for (int i = 0; i < changes.size(); i++) {
      plan.add(i, changes.get(i));
    }
    return plan;
  }

  private void add(int index, Change change) throws IOException {
    try {
      Step step = step(change);
      steps.add(step);
      if (!step.applied()) {
        edit(step);
      }
    } catch (IllegalArgumentException e) {
      problems.add(
          "[%d] %s %s: %s"
              .formatted(
                  index, change.file().fileName(), OneLine.of(change.key(), 60), e.getMessage()));
    }
  }

  private Step step(Change change) {
    NewValue now = inForce.at(change.file(), change.key());
    if (steps.stream().anyMatch(s -> sameKey(s.change(), change))) {
      throw new IllegalArgumentException("must be changed once, is changed before");
    }
    NewValue then = target(change, now);
    if (!then.getClass().equals(now.getClass())) {
      throw new IllegalArgumentException(
          "must be changed to a value of its kind: " + now.text() + " to " + then.text());
    }
    if (!now.same(then) && change.from().isPresent() && !now.same(change.from().get())) {
      throw new IllegalArgumentException(
          "must still be %s, as the patch says: is %s"
              .formatted(change.from().get().text(), now.text()));
    }
    return new Step(change, now, then);
  }

  private static boolean sameKey(Change one, Change other) {
    return one.file() == other.file() && one.key().equals(other.key());
  }

  private static NewValue target(Change change, NewValue now) {
    if (!(change.to() instanceof NewValue.Difference difference)) {
      return change.to();
    }
    NewValue base = change.from().orElse(now);
    if (now instanceof NewValue.Table) {
      throw new IllegalArgumentException(
          "must be changed as a whole table [[x, y], ...], not by " + difference.text());
    }
    if (!(base instanceof NewValue.Decimal number)) {
      throw new IllegalArgumentException(
          "must be a number to be changed by %s: %s".formatted(difference.text(), base.text()));
    }
    if (difference.unit() == NewValue.Difference.Unit.MS && !change.key().endsWith("_ms")) {
      throw new IllegalArgumentException(
          "must be in milliseconds to be changed by " + difference.text());
    }
    return difference.from(number);
  }

  private void edit(Step step) throws IOException {
    ConfigFile file = step.change().file();
    if (!files.containsKey(file)) {
      files.put(file, read(folder.resolve(file.fileName())));
    }
    Edited edited = files.get(file);
    List<String> path = PatchPath.parts(step.change().key());
    files.put(file, edited.with(YamlEdit.with(edited.after(), path, step.then())));
  }

  private static Edited read(Path path) throws IOException {
    String text = Files.exists(path) ? Files.readString(path) : "";
    boolean marked = text.startsWith(BYTE_ORDER_MARK);
    String body = marked ? text.substring(1) : text;
    return new Edited(path, marked ? BYTE_ORDER_MARK : "", body, body);
  }

  /** Why the patch cannot be applied, one line each; empty if it can. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The changes that can be applied, or are already, in the order of the patch. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** The files that would change. */
  List<Edited> changed() {
    return files.values().stream().filter(Edited::changed).toList();
  }

  /** What lint would say afterwards. */
  LintReport lint() {
    Map<ConfigFile, String> texts = new EnumMap<>(ConfigFile.class);
    files.forEach((file, edited) -> texts.put(file, edited.after()));
    return ConfigLint.lint(FusionCatalogue.CATALOGUE, folder, texts);
  }

  /** The difference of all files as text. */
  String diff() {
    StringBuilder diff = new StringBuilder();
    for (Edited edited : changed()) {
      diff.append(UnifiedDiff.of(edited.path().toString(), edited.before(), edited.after()));
    }
    return diff.toString();
  }
}
