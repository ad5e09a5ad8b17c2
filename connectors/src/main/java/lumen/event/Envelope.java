package lumen.event;

/**
 * What a source hands to the job: samples, text, an operator's commands, or word of what was not
 * taken. Values are immutable.
 */
public sealed interface Envelope
    permits SampleBlock, Reject, LateEvent, Fact, Account, LogLine, Command, Row, ReaderWord {}
