package lumen.terminal.files;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A place that a command, or its job, writes to.
 *
 * @param path a folder or a file
 * @param missing how much more room is needed there, and what that rests on, in words; asked only
 *     where the disk is full
 */
public record WrittenPlace(Path path, Supplier<String> missing) {}
