import type { Connection, Connections } from '../../chat/ports/connections/connections.ts';

export function createMemoryConnections(): Connections {
  const records = new Map<string, Connection>();
  return {
    async put(connection) {
      records.set(connection.connectionId, connection);
    },

    get: async (connectionId) => records.get(connectionId),

    async claim(connectionId, user) {
      const record = records.get(connectionId);
      if (!record || ownerOf(record, user) !== user) return false;
      if (!record.signedIn) records.set(connectionId, { ...record, claimedBy: user });
      return true;
    },

    async awaitSignIn(connectionId) {
      const record = records.get(connectionId);
      if (!record || record.isWaiting) return false;
      records.set(connectionId, { ...record, isWaiting: true });
      return true;
    },

    async signIn(connectionId, signedIn) {
      const record = records.get(connectionId);
      if (!record || ownerOf(record, signedIn.user) !== signedIn.user) return false;
      const { claimedBy: _, isWaiting: __, ...connection } = record;
      records.set(connectionId, { ...connection, signedIn });
      return true;
    },

    async remove(connectionId) {
      const record = records.get(connectionId);
      records.delete(connectionId);
      return record;
    },

    async removeAll(connectionIds) {
      for (const connectionId of connectionIds) records.delete(connectionId);
    },
  };
}

const ownerOf = ({ signedIn, claimedBy }: Connection, nobody: string) =>
  signedIn?.user ?? claimedBy ?? nobody;
