import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

/**
 * Stands in for a PostgreSQL server while two sets of models are compared: the migration engine
 * then asks only for the version, and a migration can be written on a machine without PostgreSQL.
 */
export function postgresStandIn(): SqlMigrationAwareDriverAdapterFactory {
  const info = { provider: 'postgres', adapterName: 'postgres-stand-in' } as const;
  const refuse = () =>
    Promise.reject(
      new DriverAdapterError({ kind: 'DatabaseNotReachable', host: 'postgres-stand-in' }),
    );
  const connection: SqlDriverAdapter = {
    ...info,
    queryRaw: ({ sql }) =>
      sql.includes('server_version_num') ? Promise.resolve(VERSION) : refuse(),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(connection);
  return { ...info, connect, connectToShadowDb: connect };
}

const VERSION = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 15.0', 150_000]],
};
