package lumen.ctl.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the commands of the pages: each line of a block {@code sh}, and each line behind {@code $}
 * of a block {@code console}, which shows what was said, too. A block of any other kind holds none.
 */
final class PageReader {
  private static final Pattern FENCE = Pattern.compile("^\\s*```\\s*(\\w*)\\s*$");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#\\s(.*)$");
  private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
  private static final Pattern PROMPT = Pattern.compile("^\\s*\\$ (.*)$");

  /** What begins a line that somebody would type; a picture of a dataflow is none. */
  private static final Pattern TYPED =
      Pattern.compile(
          "^(?!.*\u2500)\\s*(\\$ )?(sudo"
              + " )?(\\./)?(scripts/\\w+|lumenctl|mvn|mvnw|kubectl|docker|systemctl|journalctl|promtool|amtool|prometheus|curl|kcat|tar|cp|ln|java|git|apt-get|oscsend|\\$FLINK_HOME/\\S+)"
              + " .*");

  private final Path root;

  PageReader(Path root) {
    this.root = root;
  }

  /** The pages, in the order of their paths. */
  List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"));
        Stream<Path> goldens = Files.walk(root.resolve("configs"))) {
      Stream<Path> own = Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md"));
      return Stream.of(own, docs, goldens)
          .flatMap(paths -> paths)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** All commands of all pages, as they come. */
  List<PageCommand> commands() throws IOException {
    List<PageCommand> found = new ArrayList<>();
    for (Path page : pages()) {
      found.addAll(commands(root.relativize(page).toString(), Files.readAllLines(page)));
    }
    return found;
  }

  /** The commands of a page's lines. */
  static List<PageCommand> commands(String page, List<String> lines) {
    List<PageCommand> found = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher fence = FENCE.matcher(lines.get(at));
      if (!fence.matches()) {
        continue;
      }
      int end = end(lines, at);
      Optional<String> mark = mark(paragraphBefore(lines, at)).or(() -> none());
      String kind = fence.group(1);
      List<String> shown = shown(lines, end);
      for (int line = at + 1; line < end; line++) {
        int begin = line;
        StringBuilder text = new StringBuilder(lines.get(line));
        while (text.length() > 0 && text.charAt(text.length() - 1) == '\\' && line + 1 < end) {
          text.setLength(text.length() - 1);
          text.append(lines.get(++line).strip());
        }
        typed(kind, text.toString())
            .ifPresent(
                typed ->
                    found.add(
                        new PageCommand(
                            page,
                            begin + 1,
                            COMMENT.matcher(typed).replaceFirst("").strip(),
                            comment(typed).flatMap(PageReader::mark).or(() -> mark),
                            shown)));
      }
      at = end;
    }
    return found;
  }

  /** Lines that look like commands in blocks of a kind that holds none. */
  static List<String> hidden(List<String> lines) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher fence = FENCE.matcher(lines.get(at));
      if (!fence.matches()) {
        continue;
      }
      int end = end(lines, at);
      String kind = fence.group(1);
      if (!kind.equals("sh")) {
        lines.subList(at + 1, end).stream()
            .filter(line -> TYPED.matcher(line).matches())
            .filter(line -> !kind.equals("console") || !PROMPT.matcher(line).matches())
            .forEach(found::add);
      }
      at = end;
    }
    return found;
  }

  /** What stands as code in the text itself, outside of blocks. */
  static List<String> inline(List<String> lines) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (FENCE.matcher(lines.get(at)).matches()) {
        at = end(lines, at);
      } else {
        INLINE.matcher(lines.get(at)).results().forEach(code -> found.add(code.group(1)));
      }
    }
    return found;
  }

  /** What a block without a kind shows, right behind one that ends. */
  private static List<String> shown(List<String> lines, int end) {
    int next = end + 1;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    return next < lines.size() && lines.get(next).strip().equals("```")
        ? List.copyOf(lines.subList(next + 1, end(lines, next)))
        : List.of();
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static int end(List<String> lines, int begin) {
    int end = begin + 1;
    while (end < lines.size() && !FENCE.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end;
  }

  private static Optional<String> typed(String kind, String line) {
    if (kind.equals("sh")) {
      return Optional.of(line).filter(text -> !COMMENT.matcher(text).replaceFirst("").isBlank());
    }
    Matcher prompt = PROMPT.matcher(line);
    return kind.equals("console") && prompt.matches()
        ? Optional.of(prompt.group(1))
        : Optional.empty();
  }

  private static Optional<String> comment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? Optional.of(comment.group(1)) : Optional.empty();
  }

  private static Optional<String> mark(String text) {
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf(PageCommand.MARK);
    return at < 0
        ? Optional.empty()
        : Optional.of(text.substring(at + PageCommand.MARK.length()).strip());
  }

  /** What stands right before a block, up to an empty line but one. */
  private static String paragraphBefore(List<String> lines, int fence) {
    int end = fence;
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    int begin = end;
    while (begin > 0 && !lines.get(begin - 1).isBlank()) {
      begin--;
    }
    return String.join(" ", lines.subList(begin, end));
  }
}
