// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The roles that CREATE ROLE made, by their names; immutable.
 *
 * @param byName the roles
 * @param owning whether one was given an object: who owns what is not kept
 * @param closed whether the schema public was taken away from those who own nothing
 */
public record Roles(Map<String, Role> byName, boolean owning, boolean closed) {

  /** None. */
  public static final Roles NONE = new Roles(Map.of(), false, false);

  /** A role, if it was made. */
  public @Nullable Role of(String name) {
    return byName.get(name);
  }

  /** The name of the one with an OID. */
  public @Nullable String name(long oid) {
    return all().stream().filter(r -> r.oid() == oid).map(Role::name).findFirst().orElse(null);
  }

  /** All of them. */
  public Collection<Role> all() {
    return byName.values();
  }

  /** Whether one is a member of another. */
  public boolean hasMembers() {
    return all().stream().anyMatch(role -> !role.members().isEmpty());
  }

  /** Adds or replaces a role. */
  public Roles with(Role role) {
    return new Roles(Keyed.changed(byName, role.name(), role), owning, closed);
  }

  /** Drops a role, and what it is a member of. */
  public Roles without(String name) {
    Map<String, Role> rest = new LinkedHashMap<>(byName);
    rest.remove(name);
    rest.replaceAll((other, role) -> role.with(name, false));
    return new Roles(rest, owning, closed);
  }

  /** With objects that are not the user's. */
  public Roles asOwning() {
    return new Roles(byName, true, closed);
  }

  /** With the schema public closed. */
  public Roles asClosed() {
    return new Roles(byName, owning, true);
  }
}
