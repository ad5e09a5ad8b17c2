package lumen.event;

import java.io.Serializable;

/**
 * Gives a value a text: the line that is written of it, or the key that it is kept in order by.
 *
 * @param <T> the values
 */
@FunctionalInterface
public interface TextOf<T> extends Serializable {
  /** The text of a value; null for none. */
  String of(T value);
}
