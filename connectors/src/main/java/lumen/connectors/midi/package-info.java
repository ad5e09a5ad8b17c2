/**
 * MIDI: devices that are listened to ({@link lumen.connectors.midi.MidiInput}) and played on
 * ({@link lumen.connectors.midi.MidiPlayer}), and Standard MIDI Files that are replayed like
 * recordings ({@link lumen.connectors.midi.SmfEvents}).
 *
 * <h2>Which channel a message becomes</h2>
 *
 * <p>One message in, one event out. {@code C} is the MIDI channel counted from 1, {@code N} a note
 * or controller number.
 *
 * <table>
 * <caption>Messages and channels</caption>
 * <tr><th>Message</th><th>Channels</th><th>Value</th></tr>
 * <tr><td>note on</td><td>{@code chC/note.N}, {@code chC/note.any}</td>
 *     <td>velocity/127, above 0</td></tr>
 * <tr><td>note off, note on with velocity 0</td>
 *     <td>{@code chC/note.N}; {@code chC/note.any} when no other note of C is held</td>
 *     <td>0</td></tr>
 * <tr><td>all sound off, all notes off, mono, poly (controllers 120, 123..127)</td>
 *     <td>{@code chC/note.N} of every note held, {@code chC/note.any}</td><td>0</td></tr>
 * <tr><td>control change N (0..119)</td><td>{@code chC/cc.N}</td><td>value/127</td></tr>
 * <tr><td>control change N+32 after control change N (0..31)</td><td>{@code chC/cc14.N}</td>
 *     <td>(128 first + second)/16383</td></tr>
 * <tr><td>pitch bend</td><td>{@code chC/pitch_bend}</td><td>-1..1, 0 at rest</td></tr>
 * <tr><td>channel pressure</td><td>{@code chC/pressure}</td><td>value/127</td></tr>
 * <tr><td>key pressure</td><td>{@code chC/poly_pressure.N}</td><td>value/127</td></tr>
 * <tr><td>program change</td><td>{@code chC/program}</td><td>text: the number, a fact</td></tr>
 * <tr><td>clock</td><td>{@code clock.tempo_bpm}, {@code clock.beat} on a quarter note</td>
 *     <td>quarter notes a minute over the last beat; 1</td></tr>
 * <tr><td>start, continue; stop</td><td>{@code clock.running}</td><td>1; 0</td></tr>
 * <tr><td>everything else (system exclusive, active sensing, time code, ...)</td>
 *     <td>none: filtered</td><td></td></tr>
 * </table>
 *
 * <p>A note is the beginning of something, so a stream of notes is best read as onsets ({@code
 * interpolation: onset}): every event with a value other than 0 is one, and a note off gives 0.
 * {@code keys: ["ch10/note.any"]} selects the drums of a drum kit as one channel, {@code
 * ["ch10/note.36", "ch10/note.38"]} bass drum and snare as two.
 *
 * <p>A controller of 0..31 has a fine half in 32..63 on some devices. The coarse half alone is
 * {@code cc.N} and never waits for the fine one; the pair is a channel of its own, so that neither
 * jumps between two scales. A controller of 32..63 whose partner was never heard is an ordinary
 * one, {@code cc.N}.
 *
 * <h2>Standard MIDI Files</h2>
 *
 * <p>The same channels, and of the file's own: set tempo is {@code clock.tempo_bpm}; text, marker,
 * lyric, cue point, track and instrument name, copyright and time signature are facts, {@code
 * meta/text}, {@code meta/marker}, {@code meta/lyric}, {@code meta/cue}, {@code meta/track_name},
 * {@code meta/instrument}, {@code meta/copyright}, {@code meta/time_signature}. What becomes no
 * channel has no line.
 *
 * <p>Knows no other kind of input, and neither who listens to a device nor who replays a file.
 */
package lumen.connectors.midi;
