package lumen.ctl.prune;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lumen.ctl.output.FolderLock;
import lumen.terminal.CommandFailure;

/** Retention applied to one or more folders at a moment. */
final class Pruning {
  /** What became of a stored thing. */
  enum Fate {
    /** Not old enough, or one of those that stay. */
    KEPT,
    /** Old enough; nothing was asked to be deleted. */
    WOULD_BE_DELETED,
    /** Gone. */
    DELETED,
    /** Its files are gone; its folder holds others, which are not known. */
    DELETED_BUT_FOLDER,
    /** Could not be deleted, or not all of it. */
    FAILED
  }

  /**
   * What became of it.
   *
   * @param root the named folder that it lies in
   * @param error why it failed, or empty
   * @param kept why it is kept although its time is over, or empty
   */
  record Outcome(Path root, Stored stored, Fate fate, String error, String kept) {
    Outcome(Path root, Stored stored, Fate fate, String error) {
      this(root, stored, fate, error, "");
    }
  }

  private final Retention retention;
  private final Instant now;

  Pruning(Retention retention, Instant now) {
    this.retention = retention;
    this.now = now;
  }

  /** What is stored in the folders, each thing once, and what would be deleted. */
  List<Outcome> plan(List<Path> roots) throws IOException {
    Set<Path> seen = new HashSet<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Path root : roots) {
      Path real = root.toRealPath();
      for (Stored stored : StoredFinder.find(real)) {
        if (seen.add(stored.path())) {
          Fate fate = retention.isOver(stored, now) ? Fate.WOULD_BE_DELETED : Fate.KEPT;
          outcomes.add(new Outcome(real, stored, fate, ""));
        }
      }
    }
    return withoutKept(outcomes);
  }

  private List<Outcome> withoutKept(List<Outcome> outcomes) throws IOException {
    List<Savepoint> savepoints = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.stored().kind() == StoredKind.SAVEPOINT) {
        savepoints.add(Savepoint.of(outcome.stored()));
      }
    }
    KeptSavepoints kept = KeptSavepoints.among(savepoints, retention);
    List<Outcome> judged = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      judged.add(judged(outcome, kept.reason(outcome.stored())));
    }
    return withoutKeptVersions(withoutKeptChanges(judged));
  }

  private static List<Outcome> withoutKeptChanges(List<Outcome> outcomes) throws IOException {
    List<Outcome> judged = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      judged.add(judged(outcome, KeptChanges.ofChange(outcome.stored())));
    }
    return judged;
  }

  private static List<Outcome> withoutKeptVersions(List<Outcome> outcomes) throws IOException {
    Set<Path> going = new HashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome.stored().kind() == StoredKind.CHANGE && outcome.fate() != Fate.KEPT) {
        going.add(outcome.stored().path());
      }
    }
    List<Outcome> judged = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      judged.add(judged(outcome, KeptChanges.ofVersion(outcome.stored(), going)));
    }
    return judged;
  }

  private static Outcome judged(Outcome outcome, Optional<String> why) {
    return outcome.fate() == Fate.KEPT || why.isEmpty()
        ? outcome
        : new Outcome(outcome.root(), outcome.stored(), Fate.KEPT, "", why.get());
  }

  /** Deletes what a plan says, each behind its line of audit. */
  List<Outcome> carryOut(List<Outcome> plan) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Outcome planned : plan) {
      outcomes.add(planned.fate() == Fate.WOULD_BE_DELETED ? delete(planned) : planned);
    }
    return outcomes;
  }

  private Outcome delete(Outcome planned) throws IOException {
    Stored stored = planned.stored();
    String rule = retention.rule(stored.kind());
    try (PruneAudit audit = PruneAudit.open(planned.root())) {
      audit.line(stored, now, rule, Optional.empty());
      try {
        boolean all =
            isWholeRecording(stored)
                ? removeUnwritten(planned.root(), stored)
                : remove(planned.root(), stored);
        Fate fate = all ? Fate.DELETED : Fate.DELETED_BUT_FOLDER;
        return new Outcome(planned.root(), stored, fate, "");
      } catch (IOException | CommandFailure e) {
        String error = e.getClass().getSimpleName() + ": " + e.getMessage();
        audit.line(stored, now, rule, Optional.of(error));
        return new Outcome(planned.root(), stored, Fate.FAILED, error);
      }
    }
  }

  private static boolean isWholeRecording(Stored stored) {
    return stored.kind() == StoredKind.CAPTURE && !stored.folders().isEmpty();
  }

  /** Whoever goes on with the recording at this moment keeps it. */
  private static boolean removeUnwritten(Path root, Stored stored) throws IOException {
    try (FolderLock lock =
        FolderLock.take("DIR", stored.path(), FolderLock.FILE, "lumenctl prune")) {
      lock.leave();
      return remove(root, stored);
    }
  }

  /** Whether its folders could go too. The named folder itself stays. */
  private static boolean remove(Path root, Stored stored) throws IOException {
    for (Path file : stored.files()) {
      if (StoredFinder.isFile(file)) {
        Files.delete(file);
      }
    }
    boolean all = true;
    for (Path folder : stored.folders()) {
      if (!folder.equals(root)) {
        try {
          Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
          all = false;
        }
      }
    }
    return all;
  }
}
