package lumen.ctl.notes;

import java.nio.file.Path;
import java.util.List;
import lumen.ctl.account.Accounts;
import lumen.ctl.account.ObservedChannel;

/**
 * A run that has come to its end, as far as something may be worth saying about it.
 *
 * @param accounts what became of the events and the commands
 * @param channels what the samples of each channel were like, by tenant, source and key
 * @param frames fused frames
 * @param folder holds the files of its results
 */
public record RunEnd(Accounts accounts, List<ObservedChannel> channels, long frames, Path folder) {

  /** A run of which the accounts tell all. */
  public RunEnd(Accounts accounts, long frames, Path folder) {
    this(accounts, accounts.channels(), frames, folder);
  }
}
