package lumen.runtime.lines;

import java.util.Optional;
import lumen.runtime.job.OperatorId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An output whose values are written as they come, declared once. One that is seldom leaves the
 * stages as a notice ({@link Notices}).
 *
 * @param <T> the values
 */
public final class UnorderedOutput<T> implements LineOutput<T> {
  private final String name;
  private final OutputTag<T> tag;
  private final LineForm<T> form;
  private final OperatorId writing;

  /** Null where nobody reads its lines in a file. */
  private final SortFields sortedBy;

  private UnorderedOutput(
      String name, OutputTag<T> tag, LineForm<T> form, OperatorId writing, SortFields sortedBy) {
    this.name = name;
    this.tag = tag;
    this.form = form;
    this.writing = writing;
    this.sortedBy = sortedBy;
  }

  /**
   * An output whose operator has a name.
   *
   * @param name folder and file
   * @param writing writes the files
   */
  public static <T> UnorderedOutput<T> of(
      String name, TypeInformation<T> type, LineForm<T> form, OperatorId writing) {
    return new UnorderedOutput<>(name, new OutputTag<>(name, type), form, writing, null);
  }

  /**
   * A further output.
   *
   * @param name folder and file, and what the uid of its operator is made of
   */
  public static <T> UnorderedOutput<T> of(String name, TypeInformation<T> type, LineForm<T> form) {
    return of(name, type, form, OperatorId.of(name + "-sink", name));
  }

  /** The same output, of whose parts one file is made for people, sorted by these fields. */
  public UnorderedOutput<T> sortedBy(SortFields fields) {
    return new UnorderedOutput<>(name, tag, form, writing, fields);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OutputTag<T> tag() {
    return tag;
  }

  @Override
  public LineForm<T> form() {
    return form;
  }

  /** The fields by which the file that people read is sorted; empty where there is none. */
  public Optional<SortFields> sortedBy() {
    return Optional.ofNullable(sortedBy);
  }

  /** A value on its way out with the notices of its stage. */
  public Notice<T> notice(T value) {
    return new Notice<>(tag, value);
  }

  OperatorId writing() {
    return writing;
  }
}
