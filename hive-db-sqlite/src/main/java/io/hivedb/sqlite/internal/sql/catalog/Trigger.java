// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.TriggerDefinition;

/**
 * A trigger of a table; OIDs outlive renames.
 *
 * @param oid its OID
 * @param name its name
 * @param table the OID of its table
 * @param function the OID of the function that it calls
 * @param enabled whether it fires
 * @param definition what CREATE said
 */
public record Trigger(
    int oid, String name, int table, int function, boolean enabled, TriggerDefinition definition) {

  /** Whether it fires at a time, for each row or for the statement. */
  public boolean fires(String event, boolean before, boolean row) {
    return enabled
        && definition.before() == before
        && definition.row() == row
        && definition.events().contains(event);
  }

  /** Turned on or off. */
  public Trigger enabled(boolean on) {
    return new Trigger(oid, name, table, function, on, definition);
  }

  /** With another name. */
  public Trigger named(String other) {
    return new Trigger(oid, other, table, function, enabled, definition);
  }
}
