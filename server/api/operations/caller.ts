import { caller } from '../answers.schema.ts';
import { operation } from '../operation.ts';

export const callerOperations = [
  operation({
    id: 'readCaller',
    method: 'get',
    path: '/v1/me',
    tag: 'Key',
    summary: 'Whose key this is and what it may do',
    answerSchema: caller,
    run: async (_hub, { brand, mode, scopes }) => ({ brand, mode, scopes: [...scopes] }),
  }),
];
