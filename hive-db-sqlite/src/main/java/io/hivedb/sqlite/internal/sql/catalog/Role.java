// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A role that CREATE ROLE made. Nobody can log in as it or become it, so that it matters to the
 * catalogue alone.
 *
 * @param name its name
 * @param oid its number
 * @param options what it may do, by the words of CREATE ROLE such as {@code login}
 * @param connections how many connections it may have
 * @param configured whether settings were given to it, which are not kept
 * @param granted whether privileges were granted to it, or objects given, which are not kept
 * @param schemas the schemas whose objects it may use
 * @param members the roles that are members of it
 */
public record Role(
    String name,
    int oid,
    Map<String, Boolean> options,
    int connections,
    boolean configured,
    boolean granted,
    Set<String> schemas,
    Set<String> members) {

  /** Whether it may do something. */
  public boolean may(String option) {
    return options.getOrDefault(option, option.equals("inherit"));
  }

  /** With another name. */
  public Role named(String other) {
    return new Role(other, oid, options, connections, configured, granted, schemas, members);
  }

  /** With other options beside those that it has. */
  public Role with(Map<String, Boolean> others, int limit) {
    Map<String, Boolean> all = new LinkedHashMap<>(options);
    all.putAll(others);
    return new Role(name, oid, Map.copyOf(all), limit, configured, granted, schemas, members);
  }

  /** With settings. */
  public Role asConfigured() {
    return new Role(name, oid, options, connections, true, granted, schemas, members);
  }

  /** With privileges. */
  public Role asGranted() {
    return new Role(name, oid, options, connections, configured, true, schemas, members);
  }

  /** With the use of a schema, or without it. */
  public Role using(String schema, boolean may) {
    Set<String> all = Keyed.changed(schemas, schema, may);
    return new Role(name, oid, options, connections, configured, true, all, members);
  }

  /** With a member, or without it. */
  public Role with(String member, boolean present) {
    Set<String> all = new LinkedHashSet<>(Keyed.changed(members, member, present));
    return new Role(name, oid, options, connections, configured, granted, schemas, all);
  }
}
