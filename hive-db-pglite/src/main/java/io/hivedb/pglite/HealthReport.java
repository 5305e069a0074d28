// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hivedb.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the bridge's answers into a {@link Health}. */
final class HealthReport {

  private HealthReport() {}

  /**
   * Makes the report of a process that lives.
   *
   * @param greeting what it told when it was ready
   * @param state what it tells now; empty while a statement keeps it busy
   */
  static Health of(JsonObject greeting, Optional<JsonObject> state) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("version", greeting.get("postgresql").getAsString());
    for (String key : new String[] {"pgvector", "pglite", "node", "pid"}) {
      details.put(key, greeting.get(key).getAsString());
    }
    if (state.isEmpty()) {
      details.put("state", "busy with a statement");
      return Health.up(details);
    }
    int crashed = 0;
    int databases = 0;
    for (JsonElement element : state.get().getAsJsonArray("databases")) {
      JsonObject database = element.getAsJsonObject();
      databases++;
      if (database.get("state").getAsString().equals("crashed")) {
        crashed++;
        details.put(
            "crashed " + database.get("name").getAsString(), database.get("reason").getAsString());
      }
    }
    details.put("databases", Integer.toString(databases));
    details.put("connections", state.get().get("connections").getAsString());
    return crashed > 0 && crashed == databases
        ? Health.down("every database crashed: " + details)
        : Health.up(details);
  }
}
