package lumen.event;

/**
 * Where a line stands in a recording.
 *
 * @param file name of the file within its stream
 * @param offset byte offset of the line's first byte, in the uncompressed content
 * @param line line number, from 1
 */
public record Position(String file, long offset, long line) {}
