package lumen.architecture.unread;

import java.util.function.ToDoubleFunction;

/** Reads three of the five keys: by a call, by a method of the record, and by an interface. */
final class ReaderOfSome {
  private ReaderOfSome() {}

  static double sum(OneKeyTooMany.Settings settings) {
    OneKeyTooMany.Levelled levelled = settings.inner();
    ToDoubleFunction<OneKeyTooMany.Levelled> level = OneKeyTooMany.Levelled::byInterface;
    return settings.called() + settings.twice() + level.applyAsDouble(levelled);
  }
}
