package lumen.settings;

/**
 * A file of a config folder that the job reads by itself, not by a catalogue of keys.
 *
 * @param fileName its name in the folder
 * @param chapter what the reference page says of it, in Markdown
 */
public record OwnFile(String fileName, String chapter) {}
