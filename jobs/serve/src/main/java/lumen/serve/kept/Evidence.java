package lumen.serve.kept;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The evidence of a run, for as long as it goes on and afterwards: {@code evidence/DAY/part-*},
 * which are there once their checkpoint is complete, or {@code evidence.ndjson} where no part is
 * left. What begins with a dot is not committed. Symbolic links are not followed.
 *
 * @param run folder of the run's results
 */
public record Evidence(Path run) {
  private static final String PARTS = "evidence";
  private static final String WHOLE = "evidence.ndjson";

  /**
   * What was found.
   *
   * @param lines in the order of (time, tenant, id)
   * @param rest where the rest begins, if there is one: the value of {@code after}
   * @param unread lines that are no evidence
   */
  public record Found(List<String> lines, Optional<String> rest, int unread) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  /** The first lines that are wanted. Takes memory for {@code limit} lines. */
  public Found find(EvidenceQuery query) throws IOException {
    Selection selection = new Selection(query);
    List<Path> days = days(query);
    for (Path day : days) {
      for (Path part : filesIn(day)) {
        selection.read(part);
      }
      if (selection.isFull()) {
        break;
      }
    }
    if (days.isEmpty() && Files.isRegularFile(run.resolve(WHOLE), LinkOption.NOFOLLOW_LINKS)) {
      selection.read(run.resolve(WHOLE));
    }
    return selection.found();
  }

  private List<Path> days(EvidenceQuery query) throws IOException {
    Path parts = run.resolve(PARTS);
    if (!Files.isDirectory(parts, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> days = Files.list(parts)) {
      return days.filter(day -> day(day).map(query::mayLieIn).orElse(false)).sorted().toList();
    }
  }

  private static Optional<LocalDate> day(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(folder.getFileName().toString()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static List<Path> filesIn(Path day) throws IOException {
    try (Stream<Path> files = Files.list(day)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of(); // retention removed the day
    }
  }

  /** The first of the lines that were read. */
  private static final class Selection {
    private final EvidenceQuery query;
    private final PriorityQueue<EvidenceLine> first =
        new PriorityQueue<>((a, b) -> b.mark().compareTo(a.mark()));
    private int unread;

    Selection(EvidenceQuery query) {
      this.query = query;
    }

    /** One more than is wanted is kept, so that it is known whether there is a rest. */
    boolean isFull() {
      return first.size() > query.limit();
    }

    void read(Path part) throws IOException {
      try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.UTF_8)) {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          Optional<EvidenceLine> line = EvidenceLine.of(text);
          if (line.isEmpty()) {
            unread++;
          } else if (query.takes(line.get())) {
            first.add(line.get());
            if (first.size() > query.limit() + 1) {
              first.remove();
            }
          }
        }
      } catch (NoSuchFileException e) {
        return; // retention removed it
      } catch (CharacterCodingException e) {
        unread++;
      }
    }

    Found found() {
      List<EvidenceLine> sorted = new ArrayList<>(first);
      sorted.sort((a, b) -> a.mark().compareTo(b.mark()));
      Optional<String> rest =
          isFull() ? Optional.of(sorted.get(query.limit() - 1).mark().text()) : Optional.empty();
      return new Found(
          sorted.stream().limit(query.limit()).map(EvidenceLine::text).toList(), rest, unread);
    }
  }
}
