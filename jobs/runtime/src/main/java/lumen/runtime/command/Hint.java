package lumen.runtime.command;

import java.io.Serializable;
import java.util.Collection;

/** What a misspelt word was probably meant to be. */
@FunctionalInterface
public interface Hint extends Serializable {
  /** {@code ; did you mean x?} or nothing. */
  String of(String word, Collection<String> known);
}
