package lumen.ctl.capacity;

/**
 * What a process used over a run.
 *
 * @param meanCpu share of all processors of the machine, 0..1
 * @param p95Cpu the share that 95 of 100 samples stay at or below
 * @param peakBytes most resident memory; 0 where the system does not tell
 */
public record ProcessUse(double meanCpu, double p95Cpu, long peakBytes) {}
