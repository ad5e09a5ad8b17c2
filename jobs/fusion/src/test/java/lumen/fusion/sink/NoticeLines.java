package lumen.fusion.sink;

import java.util.Collection;
import java.util.List;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.UnorderedOutput;

/** Notices that a stage gave, as the lines that are written of them. */
public final class NoticeLines {
  private NoticeLines() {}

  /** The lines of those of one output. */
  public static List<String> of(UnorderedOutput<?> output, Collection<Notice<?>> notices) {
    return lines(output, notices);
  }

  private static <T> List<String> lines(UnorderedOutput<T> output, Collection<Notice<?>> notices) {
    Class<T> type = output.tag().getTypeInfo().getTypeClass();
    return notices.stream()
        .filter(notice -> notice.to().equals(output.tag()))
        .map(notice -> output.form().line(type.cast(notice.value())))
        .toList();
  }
}
