import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ChatStack } from '../lib/chat-stack.ts';
import { readSettings } from '../lib/settings.ts';

const app = new App();
new ChatStack(app, 'Chat', {
  description: 'Serverless chat over WebSockets',
  settings: readSettings((name) => app.node.tryGetContext(name)),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
