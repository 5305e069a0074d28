// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Which database a server shall create. For implementors. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class DatabaseSpec {

  private final String label;
  private final boolean named;

  private DatabaseSpec(String label, boolean named) {
    this.label = Objects.requireNonNull(label, "label");
    this.named = named;
  }

  /**
   * A new, empty database that is removed when it is closed. A server whose data directory or file
   * the user named holds just one database, and gives that.
   *
   * @param label who it is for, for logs; any text
   * @return the specification
   */
  public static DatabaseSpec throwAway(String label) {
    return new DatabaseSpec(label, false);
  }

  /**
   * The database that the settings name by data directory or URL, kept when it is closed; where
   * they name none, a new one as {@link #throwAway}.
   *
   * @param label who it is for, for logs; any text
   * @return the specification
   */
  public static DatabaseSpec named(String label) {
    return new DatabaseSpec(label, true);
  }

  /**
   * Tells who it is for.
   *
   * @return any text; never part of a file name or an SQL text
   */
  public String label() {
    return label;
  }

  /**
   * Tells whether the database that the settings name is wanted.
   *
   * @return whether the user's own data are meant, which are never removed
   */
  public boolean isNamed() {
    return named;
  }

  @Override
  public String toString() {
    return "DatabaseSpec[" + label + (named ? ", named]" : "]");
  }
}
