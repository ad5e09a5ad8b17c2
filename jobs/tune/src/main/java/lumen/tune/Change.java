package lumen.tune;

import java.util.Optional;
import lumen.fusion.settings.ConfigFile;

/**
 * One change of a config folder, as a patch holds it.
 *
 * @param file the file
 * @param key path of the key in the file
 * @param from what the key held when the change was proposed; empty: whatever it holds
 * @param to what it shall hold, or how that differs
 * @param why the reason, one line with the figure it rests on
 */
record Change(ConfigFile file, String key, Optional<NewValue> from, NewValue to, String why) {}
