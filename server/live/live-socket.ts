import type { Namespace, Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../protocol/live-events.ts';
import type { NodeEvents } from './link-nodes.ts';
import type { OverlayInstance } from './overlay-instances.ts';
import type { OverlayPass } from './overlay-token.ts';
import type { Allowance } from './rules/allowance.ts';

/** What the server knows of one connection. */
export type SocketData = {
  /** Another site's origin; null for the hub's own pages. */
  foreignOrigin: string | null;
  /** Null: an ordinary viewer. */
  pass: OverlayPass | null;
  instance: OverlayInstance | null;
  /** The overlay's creator; null for viewers. */
  creatorId: string | null;
  allowance: Allowance;
  /** The one drop that it follows. */
  dropId: string | null;
};

export type LiveServer = Server<ClientToServer, ServerToClient, NodeEvents, SocketData>;
export type LiveNamespace = Namespace<ClientToServer, ServerToClient, NodeEvents, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NodeEvents, SocketData>;
